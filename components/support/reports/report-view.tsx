import type { ReactNode } from 'react';
import type { OwnedFigures, Report, Times } from '#server/protocol/reports.ts';
import { BarChart } from './bar-chart.tsx';
import { dayWords } from './day-words.ts';
import { durationWords } from './duration-words.ts';
import { ReportTable } from './report-table.tsx';

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** A chart with its table beside it, or under it where there is no room. */
const Pair = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-4 xl:grid-cols-[3fr_2fr]">{children}</div>
);

/** The figures of every day, of every admin and of every label, each a chart or a table that says the same. */
export function ReportView({ report }: { report: Report }) {
  const { days, admins, labels, businessHours } = report;
  const dates = days.map(({ date }) => date);
  const hours = businessHours !== null;
  const timesOf = (title: string, of: (day: Report['days'][number]) => Times) => (
    <Section title={`${title}, median`}>
      <Pair>
        <BarChart
          label={`${title}: the median of each day${hours ? ', in business hours' : ''}. The table has the values.`}
          days={dates}
          series={[{ name: 'Median', values: days.map((day) => of(day).business.median) }]}
          words={(value) => durationWords(Math.round(value))}
        />
        <ReportTable
          caption={`${title} by day`}
          columns={['Day', 'Chats', hours ? 'Business hours' : 'Median', ...(hours ? ['Plain'] : [])]}
          rows={days.map((day) => {
            const { count, business, plain } = of(day);
            const medians = hours ? [business.median, plain.median] : [plain.median];
            return { key: day.date, cells: [dayWords(day.date), count, ...medians.map(durationWords)] };
          })}
        />
      </Pair>
    </Section>
  );
  return (
    <div className="flex flex-col gap-8">
      <Section title="Opened and closed">
        <Pair>
          <BarChart
            label="Chats opened and closed on each day. The table has the values."
            days={dates}
            series={[
              { name: 'Opened', values: days.map(({ opened }) => opened) },
              { name: 'Closed', values: days.map(({ closed }) => closed) },
            ]}
            words={String}
          />
          <ReportTable
            caption="Opened and closed by day"
            columns={['Day', 'Opened', 'Reopened', 'Closed']}
            rows={days.map(({ date, opened, reopened, closed }) => ({
              key: date,
              cells: [dayWords(date), opened, reopened, closed],
            }))}
          />
        </Pair>
      </Section>
      {timesOf('First response', (day) => day.firstResponse)}
      {timesOf('Resolution', (day) => day.resolution)}
      <Section title="By admin">
        <Grouped
          caption="Figures by admin"
          what="Admin"
          none="No admin has done anything in these days."
          hours={hours}
          lines={admins.map((line) => ({ ...line, name: line.admin?.name ?? 'Nobody’s chats' }))}
        />
      </Section>
      <Section title="By label">
        <Grouped
          caption="Figures by label"
          what="Label"
          none="No chat of these days has a label."
          hours={hours}
          lines={labels.map((line) => ({ ...line, name: line.label }))}
        />
      </Section>
    </div>
  );
}

interface GroupedProps {
  caption: string;
  /** What a row is. */
  what: string;
  /** Said where there is no row. */
  none: string;
  hours: boolean;
  lines: (OwnedFigures & { name: string })[];
}

function Grouped({ caption, what, none, hours, lines }: GroupedProps) {
  if (lines.length === 0) return <p className="text-meta text-muted">{none}</p>;
  return (
    <ReportTable
      caption={caption}
      columns={[what, 'Closed', 'First response', 'Resolution', 'Rating']}
      rows={lines.map(({ name, closed, firstResponse, resolution, rating }) => ({
        key: name,
        cells: [
          name,
          closed,
          <Median key="first" times={firstResponse} hours={hours} />,
          <Median key="resolution" times={resolution} hours={hours} />,
          rating.average === null ? '–' : rating.average.toFixed(1),
        ],
      }))}
    />
  );
}

/** In business hours, and under it plain where that is something else. */
function Median({ times: { count, business, plain }, hours }: { times: Times; hours: boolean }) {
  return (
    <>
      {durationWords(business.median)}
      {hours && count > 0 && (
        <span className="block text-time text-muted">{durationWords(plain.median)} plain</span>
      )}
    </>
  );
}
