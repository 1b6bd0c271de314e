import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';

/** The column that text stands on: at most 760 px, in the middle of its pane. The composer uses the same one. */
export function Column({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cn('mx-auto w-full max-w-column px-4 md:px-5', className)}>{children}</div>;
}
