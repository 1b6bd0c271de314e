import Form from 'next/form';
import type { Route } from 'next';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { dayAfter, daysBetween } from '#server/protocol/reports.ts';

interface RangeChoiceProps {
  from: string;
  to: string;
  /** The desk's own. */
  today: string;
  /** What is wrong with the range that was asked for. */
  problem: string | null;
}

/** Which days the figures are of; works without scripts. */
export function RangeChoice({ from, to, today, problem }: RangeChoiceProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <nav aria-label="Days" className="-mx-1.5 flex">
        {[7, 30, 90].map((days) => {
          const current = to === today && daysBetween(from, to) === days;
          return (
            <Link
              key={days}
              href={`/desk/reports?from=${dayAfter(today, 1 - days)}&to=${today}` as Route}
              prefetch={false}
              aria-current={current ? 'true' : undefined}
              className={cn(
                'focus-inset touch-target inline-flex h-10 items-center rounded-control px-2 text-meta transition-colors',
                current ? 'bg-selected font-medium' : 'text-muted hover:bg-hover hover:text-text',
              )}
            >
              {`Last ${days} days`}
            </Link>
          );
        })}
      </nav>
      {/* Other days are other fields: what was typed does not stay in them. */}
      <Form
        key={`${from}/${to}`}
        action="/desk/reports"
        aria-label="Other days"
        className="flex flex-wrap items-end gap-2"
      >
        <Field label="From">
          <Input type="date" name="from" defaultValue={from} required className="w-36" />
        </Field>
        <Field label="To">
          <Input type="date" name="to" defaultValue={to} required className="w-36" />
        </Field>
        <Button type="submit" size="large">
          Show
        </Button>
      </Form>
      {problem !== null && (
        <p role="alert" className="w-full text-meta text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
