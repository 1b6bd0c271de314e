import { CircleAlert } from 'lucide-react';
import { Slot } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

interface FieldProps {
  label: string;
  /** What to know before typing; an error takes its place. */
  hint?: string | undefined;
  /** What is wrong and what would be right. */
  error?: string | undefined;
  /** One control: `Input`, `PasswordInput`, `Textarea`. */
  children: ReactNode;
}

/** A control with its label, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-meta font-medium">
        {label}
      </label>
      <Slot.Root id={id} aria-invalid={error ? true : undefined} aria-describedby={note && `${id}-note`}>
        {children}
      </Slot.Root>
      {note && (
        <p id={`${id}-note`} className={cn('flex gap-1.5 text-meta', error ? 'text-danger' : 'text-muted')}>
          {error && <CircleAlert aria-hidden strokeWidth={1.5} className="mt-px size-4 shrink-0" />}
          {note}
        </p>
      )}
    </div>
  );
}
