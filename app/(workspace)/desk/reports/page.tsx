import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { RangeChoice } from '#components/support/reports/range-choice.tsx';
import { ReportTiles } from '#components/support/reports/report-tiles.tsx';
import { ReportView } from '#components/support/reports/report-view.tsx';
import { fullDayWords } from '#components/support/reports/day-words.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { Page } from '#components/shell/page.tsx';
import { Button } from '#components/ui/button.tsx';
import { readReport } from './read-report.ts';
import { requireDesk } from '#app/(workspace)/desk/require-desk.ts';

export const metadata: Metadata = { title: 'Figures' };

/** The figures of the desk, as docs/figures.md defines them. */
export default async function ReportsPage({ searchParams }: PageProps<'/desk/reports'>) {
  const session = await requireDesk('/desk/reports');
  const { report, today, problem, now } = await readReport(session, await searchParams);
  const { from, to, timeZone, businessHours } = report;
  return (
    <Page
      header={
        <PageHeader
          back={{ href: '/desk', label: 'Back to the desk' }}
          title="Figures"
          meta={`${fullDayWords(from)} to ${fullDayWords(to)}`}
          actions={
            <Button asChild size="small">
              <a href={`/api/desk/reports/csv?from=${from}&to=${to}`} download>
                <Download aria-hidden strokeWidth={1.5} />
                Download CSV
              </a>
            </Button>
          }
        />
      }
    >
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 py-5 md:px-5">
          <RangeChoice from={from} to={to} today={today} problem={problem} />
          <ReportTiles report={report} now={now} />
          <ReportView report={report} />
          <p className="text-time text-muted">
            {`Days are those of ${timeZone}. `}
            {businessHours === null
              ? 'The desk is open around the clock.'
              : `Times are in business hours: ${businessHours}.`}
          </p>
        </div>
      </div>
    </Page>
  );
}
