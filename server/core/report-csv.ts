import type { Figures, OwnedFigures, Report, Times } from '#server/protocol/reports.ts';

const HEAD = [
  'by',
  'name',
  'opened',
  'reopened',
  'closed',
  'handed over',
  ...['first response', 'resolution'].flatMap((what) => [
    `${what} count`,
    ...['', ' business'].flatMap((kind) =>
      ['mean', 'median', 'p90'].map((part) => `${what} ${part}${kind} (s)`),
    ),
  ]),
  'ratings',
  'average rating',
];

type Cell = string | number | null;

const spread = ({ mean, median, p90 }: Times['plain']): Cell[] => [mean, median, p90];
const times = ({ count, plain, business }: Times): Cell[] => [count, ...spread(plain), ...spread(business)];

const row = (by: string, name: string, figures: OwnedFigures & Partial<Figures>): Cell[] => [
  by,
  name,
  figures.opened ?? null,
  figures.reopened ?? null,
  figures.closed,
  figures.handedOver,
  ...times(figures.firstResponse),
  ...times(figures.resolution),
  figures.rating.count,
  figures.rating.average,
];

/** Spreadsheets run what begins so. */
const FORMULA = /^\s*[=+\-@\t\r|%]/;

function cell(value: Cell): string {
  if (typeof value !== 'string') return String(value ?? '');
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A report as RFC 4180 has tables, with the mark by which spreadsheets know UTF-8. */
export function reportCsv(report: Report): string {
  const rows: Cell[][] = [
    HEAD,
    row('total', `${report.from}/${report.to}`, report.total),
    ...report.days.map((figures) => row('day', figures.date, figures)),
    ...report.admins.map((figures) => row('admin', adminName(figures), figures)),
    ...report.labels.map((figures) => row('label', figures.label, figures)),
  ];
  return `\u{feff}${rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

const adminName = ({ admin }: Report['admins'][number]) => admin?.name ?? 'nobody';
