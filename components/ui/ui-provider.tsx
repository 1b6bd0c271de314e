'use client';
import { ThemeProvider } from 'next-themes';
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { ToastProvider } from './toast.tsx';

/** In the browser the theme is set already, and React warns of any script that it would render there. */
const scriptProps = typeof window === 'undefined' ? {} : { type: 'application/json' };

interface UiProviderProps {
  /** The theme, where it is not the reader's to choose. */
  theme?: 'light' | 'dark' | undefined;
  children: ReactNode;
}

/** What the primitives need above them: the theme (the system's unless chosen), tooltips, toasts. */
export function UiProvider({ theme, children }: UiProviderProps) {
  return (
    <ThemeProvider
      attribute="class"
      {...(theme && { forcedTheme: theme })}
      enableColorScheme={false}
      disableTransitionOnChange
      scriptProps={scriptProps}
    >
      <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
        <ToastProvider>{children}</ToastProvider>
      </Tooltip.Provider>
    </ThemeProvider>
  );
}
