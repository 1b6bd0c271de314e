import { dayWords } from './day-words.ts';

/** Bars of one kind, one for each day; null has none. */
export interface Series {
  name: string;
  values: (number | null)[];
}

interface BarChartProps {
  /** What it shows, for those who cannot see it. */
  label: string;
  days: string[];
  /** One or two. */
  series: Series[];
  /** A value in words. */
  words: (value: number) => string;
}

// The second is told from the first by its look, too, not by its colour alone.
const looks = ['fill-accent stroke-accent', 'fill-accent-weak stroke-accent'];
const swatches = ['border-accent bg-accent', 'border-accent bg-accent-weak'];

/** Of each day's width what stands between two days. */
const GAP = 0.2;

/** Bars over days. The picture stretches and its words do not, so they stand around it; the exact values are in a table. */
export function BarChart({ label, days, series, words }: BarChartProps) {
  const top = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const width = (1 - GAP) / series.length;
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return (
    <figure className="min-w-0">
      {series.length > 1 && (
        <figcaption className="mb-2 flex gap-4 text-time text-muted">
          {series.map(({ name }, place) => (
            <span key={name} className="inline-flex items-center gap-1.5">
              <span aria-hidden className={`size-2.5 border ${swatches[place]}`} />
              {name}
            </span>
          ))}
        </figcaption>
      )}
      <p className="text-time text-muted tabular-nums">{words(top)}</p>
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${days.length} 100`}
        preserveAspectRatio="none"
        className="h-40 w-full border-y border-t-border border-b-control"
      >
        {days.map((day, column) =>
          series.map(({ name, values }, place) => {
            const value = values[column] ?? null;
            if (value === null) return null;
            const height = (value / top) * 100;
            return (
              <rect
                key={`${day}/${name}`}
                x={column + GAP / 2 + place * width}
                y={100 - height}
                width={width}
                height={height}
                vectorEffect="non-scaling-stroke"
                className={looks[place]}
                strokeWidth={days.length > 100 ? 0 : 1}
              >
                <title>{`${dayWords(day)}: ${words(value)} ${name.toLowerCase()}`}</title>
              </rect>
            );
          }),
        )}
      </svg>
      <p className="mt-1 flex justify-between text-time text-muted">
        <span>{dayWords(first)}</span>
        {last !== first && <span>{dayWords(last)}</span>}
      </p>
    </figure>
  );
}
