import type { ReactNode } from 'react';

interface ReportTableProps {
  /** What it is about. */
  caption: string;
  /** The first names the rows. */
  columns: string[];
  rows: { key: string; cells: ReactNode[] }[];
}

/** A table of figures; one that is long scrolls in itself, also by the keyboard. */
export function ReportTable({ caption, columns, rows }: ReportTableProps) {
  return (
    <div
      role="region"
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls without anything to press in it must take the focus itself
      tabIndex={0}
      className="max-h-72 min-w-0 overflow-y-auto rounded-control border focus-inset"
    >
      <table className="w-full text-meta">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-background">
          <tr>
            {columns.map((column, place) => (
              <th
                key={column}
                scope="col"
                className={`px-2.5 py-1.5 align-bottom font-medium ${place === 0 ? 'text-left' : 'text-right'}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map(({ key, cells: [head, ...cells] }) => (
            <tr key={key}>
              <th scope="row" className="px-2.5 py-1.5 text-left align-top font-normal">
                {head}
              </th>
              {cells.map((cell, place) => (
                <td key={columns[place + 1]} className="px-2.5 py-1.5 text-right align-top tabular-nums">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
