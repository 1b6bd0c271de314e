import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  /** One sentence. */
  children: ReactNode;
  /** One button or link. */
  action?: ReactNode;
}

/** What a place says when nothing is in it. */
export function EmptyState({ icon, children, action }: EmptyStateProps) {
  return (
    <div className="m-auto flex max-w-80 flex-col items-center gap-4 p-6 text-center text-muted [&>svg]:size-7">
      {icon}
      <p className="text-balance">{children}</p>
      {action}
    </div>
  );
}
