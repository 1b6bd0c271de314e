import { ChevronRight } from 'lucide-react';
import { cn } from '#components/ui/cn.ts';
import { type Entry, type Part, type Refusal, searchTextOf } from './entries.ts';
import { ShapeView } from './shape-view.tsx';

const labels: Record<string, { text: string; look: string }> = {
  GET: { text: 'GET', look: 'text-accent' },
  POST: { text: 'POST', look: 'text-positive' },
  PUT: { text: 'PUT', look: 'text-warning' },
  PATCH: { text: 'PATCH', look: 'text-warning' },
  DELETE: { text: 'DELETE', look: 'text-danger' },
  client: { text: 'client →', look: 'text-accent' },
  server: { text: '← server', look: 'text-muted' },
  shape: { text: 'shape', look: 'text-muted' },
};

function PartView({ title, shape, example }: Part) {
  return (
    <div className="grid gap-x-6 gap-y-2 xl:grid-cols-2">
      <div className="min-w-0">
        <h4 className="mb-1 text-time font-medium text-muted">{title}</h4>
        {shape.length > 0 && <ShapeView lines={shape} />}
      </div>
      {example && (
        <div className="min-w-0">
          <h4 className="mb-1 text-time font-medium text-muted">Example</h4>
          <pre className="rounded-control bg-background p-3 text-meta whitespace-pre-wrap">{example}</pre>
        </div>
      )}
    </div>
  );
}

function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  return (
    <div>
      <h4 className="mb-1 text-time font-medium text-muted">Errors</h4>
      <ul className="text-meta">
        {refusals.map(({ code, text, status }) => (
          <li key={code} className="flex flex-wrap gap-x-3">
            {status && <span className="w-8 text-muted tabular-nums">{status}</span>}
            <code>{code}</code>
            {text && <span className="text-muted">{text}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One entry: closed it is a line, open it is all that there is to know. */
export function EntryView({ entry }: { entry: Entry }) {
  const { id, label, name, about, parts, refusals, answers } = entry;
  const { text, look } = labels[label] ?? { text: label, look: 'text-muted' };
  return (
    <details
      id={id}
      data-entry={searchTextOf(entry)}
      className="group scroll-mt-4 border-t first-of-type:border-t-0"
    >
      <summary className="touch-target focus-inset flex cursor-pointer list-none gap-3 rounded-control px-2 py-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          strokeWidth={1.5}
          className="mt-0.5 size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 flex-1 md:flex md:items-baseline md:gap-3">
          <span className={cn('block w-18 shrink-0 font-mono text-time font-medium', look)}>{text}</span>
          <span className="block min-w-0 flex-1">
            <code className="font-medium">{name}</code>
            <span className="block text-meta text-muted">{about}</span>
          </span>
        </span>
      </summary>
      <div className="grid gap-5 px-2 pt-2 pb-6 md:pl-31">
        {parts.map((part) => (
          <PartView key={part.title} {...part} />
        ))}
        {answers && (
          <p className="text-meta">
            <span className="text-muted">Answered by </span>
            {answers.map((answer, place) => (
              <span key={answer}>
                {place > 0 && ', '}
                <code>{answer}</code>
              </span>
            ))}
          </p>
        )}
        {refusals.length > 0 && <Refusals refusals={refusals} />}
      </div>
    </details>
  );
}
