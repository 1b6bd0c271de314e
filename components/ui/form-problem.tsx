import { CircleAlert } from 'lucide-react';

/** What is wrong with the whole, not with a field of it. */
export function FormProblem({ children }: { children: string }) {
  return (
    <p role="alert" className="flex gap-1.5 text-meta text-danger">
      <CircleAlert aria-hidden strokeWidth={1.5} className="mt-px size-4 shrink-0" />
      {children}
    </p>
  );
}
