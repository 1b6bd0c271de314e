import { CircleAlert } from 'lucide-react';
import type { Ref } from 'react';

/** What went wrong with the whole form; it takes the focus, so that it is read out and Tab goes on from it. */
export function FormError({ ref, children }: { ref?: Ref<HTMLParagraphElement>; children: string }) {
  return (
    <p
      ref={ref}
      role="alert"
      tabIndex={-1}
      className="flex gap-2 rounded-control border border-danger px-3 py-2.5 text-meta text-danger outline-none"
    >
      <CircleAlert aria-hidden strokeWidth={1.5} className="mt-px size-4 shrink-0" />
      {children}
    </p>
  );
}
