import { CircleAlert } from 'lucide-react';
import { limits } from '#server/protocol/limits.ts';

/** How near to the limit its distance is shown, in characters. */
const NEAR = 1_000;

/** How many characters are left, near the limit and beyond it. */
export function TextLimit({ id, length }: { id: string; length: number }) {
  const left = limits.text - length;
  if (left > NEAR) return null;
  return (
    <p id={id} className="flex items-center gap-1.5 px-3 pb-1.5 text-time text-muted tabular-nums">
      {left >= 0 ? (
        `${left.toLocaleString('en')} characters left`
      ) : (
        <span className="flex items-center gap-1.5 text-danger">
          <CircleAlert aria-hidden strokeWidth={1.5} className="size-4" />
          {(-left).toLocaleString('en')} characters too many
        </span>
      )}
    </p>
  );
}
