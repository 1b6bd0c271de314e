import type { ReactNode } from 'react';
import type { Report, Times } from '#server/protocol/reports.ts';
import { durationWords } from './duration-words.ts';

interface TileProps {
  name: string;
  value: ReactNode;
  /** What belongs to it, a line each. */
  more?: (string | false)[];
}

function Tile({ name, value, more = [] }: TileProps) {
  return (
    <div className="min-w-0 rounded-panel border bg-raised px-3 py-2.5">
      <dt className="text-meta text-muted">{name}</dt>
      <dd>
        <p className="text-title font-semibold tabular-nums">{value}</p>
        {more
          .filter((line) => line !== false)
          .map((line) => (
            <p key={line} className="text-time text-muted tabular-nums">
              {line}
            </p>
          ))}
      </dd>
    </div>
  );
}

/** The median, and beside it what else there is to know of it. */
function TimesTile({ name, times, hours }: { name: string; times: Times; hours: boolean }) {
  const { business, plain } = times;
  return (
    <Tile
      name={`${name}, median`}
      value={durationWords(business.median)}
      more={
        times.count === 0
          ? ['None in these days']
          : [
              hours && `business hours; plain ${durationWords(plain.median)}`,
              `mean ${durationWords(business.mean)}, 9 of 10 within ${durationWords(business.p90)}`,
            ]
      }
    />
  );
}

/** The figures of the whole range. `now` is the moment to which one waits. */
export function ReportTiles({ report, now }: { report: Report; now: number }) {
  const { total, waiting, businessHours } = report;
  const hours = businessHours !== null;
  const { rating } = total;
  return (
    <dl className="grid grid-cols-2 gap-2 lg:grid-cols-3">
      <Tile name="Opened" value={total.opened} more={[`${total.reopened} reopened`]} />
      <Tile name="Closed" value={total.closed} more={[`${total.handedOver} handed over`]} />
      <Tile
        name="Waiting now"
        value={waiting.count}
        more={[
          waiting.since !== null &&
            `the first for ${durationWords(Math.max(0, Math.round((now - Date.parse(waiting.since)) / 1_000)))}`,
        ]}
      />
      <TimesTile name="First response" times={total.firstResponse} hours={hours} />
      <TimesTile name="Resolution" times={total.resolution} hours={hours} />
      <Tile
        name="Rating"
        value={rating.average === null ? '–' : `${rating.average.toFixed(1)} of 5`}
        more={[rating.count === 1 ? '1 rated chat' : `${rating.count} rated chats`]}
      />
    </dl>
  );
}
