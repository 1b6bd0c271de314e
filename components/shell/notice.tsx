import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';

interface NoticeProps {
  title: string;
  /** One sentence. */
  children: ReactNode;
  /** One button or link. */
  action: ReactNode;
}

/** A page that has only one thing to say. */
export function Notice({ title, children, action }: NoticeProps) {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-background p-6">
      <div className="w-full max-w-88">
        <Mark className="size-8" />
        <h1 className="mt-5 text-title font-semibold">{title}</h1>
        <p className="mt-1 mb-5 text-muted">{children}</p>
        {action}
      </div>
    </main>
  );
}
