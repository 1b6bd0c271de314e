import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem, type } from 'node:os';
import { type Row, meets } from './rows.ts';
import type { Spread } from './statistics.ts';

const number = (value: number) => {
  if (!Number.isFinite(value)) return '–';
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
};

const factor = ({ median, min, max }: Spread) =>
  Number.isFinite(median) ? `${median.toFixed(2)} (${min.toFixed(2)}–${max.toFixed(2)})` : '–';

function goalOf(row: Row): string {
  const { goal } = row;
  if (!goal) return '';
  const unit = goal.of === 'ours' ? ` ${row.unit}` : '';
  const text = 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
  return `${text}${unit} ${meets(goal, row) ? '✓' : '✗'}`;
}

/** The lines as a Markdown table, padded so that a terminal shows it well too. */
export function renderTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.measure,
    row.unit,
    number(row.ours.median),
    `${row.against} ${number(row.other.median)}`,
    factor(row.ratio),
    goalOf(row),
  ]);
  const head = ['Measure', 'Unit', 'Switchboard', 'Against', 'Ratio: median (min–max)', 'Goal'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    `| ${texts.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

/** What the numbers were measured on. */
export function describeMachine(postgres: string): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores of ${model}, ${memory} GiB, ${type()}, Node ${process.versions.node}, Postgres ${postgres}`;
}

const FROM = '<!-- measured -->';
const TO = '<!-- /measured -->';

/** Puts the table into docs/performance.md, between its marks. */
export async function writeReport(machine: string, rows: readonly Row[]): Promise<void> {
  const file = new URL('../docs/performance.md', import.meta.url);
  const text = await readFile(file, 'utf8');
  const [before, after] = [text.indexOf(FROM), text.indexOf(TO)];
  if (before < 0 || after < before) throw new Error(`docs/performance.md has no ${FROM} … ${TO}`);
  const report = `${FROM}\n\n${machine}.\n\n${renderTable(rows)}\n\n`;
  await writeFile(file, text.slice(0, before) + report + text.slice(after));
}
