'use client';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { UiProvider } from '#components/ui/ui-provider.tsx';
import { schemeIn } from './widget/scheme.ts';

/** The primitives' surroundings; the widget's frame has the theme of the page around it. */
export function Themed({ children }: { children: ReactNode }) {
  return <UiProvider theme={schemeIn(usePathname())}>{children}</UiProvider>;
}
