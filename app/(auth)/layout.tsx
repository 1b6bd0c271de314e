import type { ReactNode } from 'react';
import { Board } from '#components/auth/board.tsx';
import { Mark } from '#components/shell/mark.tsx';

/** Pages for people who are not signed in: the form at the start edge, the board beside it where there is room. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="safe-x flex min-h-dvh bg-background">
      <main className="safe-bottom flex w-full flex-col bg-surface px-6 py-8 sm:px-12 lg:w-[30rem] lg:shrink-0 lg:border-r">
        <p className="mx-auto flex w-full max-w-88 items-center gap-2.5 font-semibold">
          <Mark className="size-8" />
          Switchboard
        </p>
        <div className="mx-auto w-full max-w-88 py-10 sm:my-auto">{children}</div>
      </main>
      <aside
        aria-label="About"
        className="relative hidden flex-1 flex-col justify-end overflow-hidden lg:flex"
      >
        <Board />
        <div className="relative border-t bg-background px-10 py-8">
          <p className="text-title font-semibold">Said once, stored, seen by everyone it is for.</p>
          <p className="mt-1 max-w-128 text-muted">
            A message that was acknowledged is kept, and each client that may see it gets it once, in order,
            whatever was restarted meanwhile.
          </p>
        </div>
      </aside>
    </div>
  );
}
