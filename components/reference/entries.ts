import type { JsonSchema } from '#server/protocol/reference/json-schema.ts';
import { type Line, shapeOf } from './shape.ts';

/** A piece of an entry: a shape, and one value of it. */
export interface Part {
  title: string;
  shape: Line[];
  /** As JSON, in lines. */
  example?: string;
}

/** Why something may be refused. */
export interface Refusal {
  code: string;
  /** Where the code does not say it. */
  text?: string;
  status?: number;
}

/** One thing that is asked, said or heard. */
export interface Entry {
  /** Its place on the page. */
  id: string;
  /** A method of HTTP, or who says it. */
  label: string;
  name: string;
  about: string;
  parts: Part[];
  refusals: Refusal[];
  /** Names of entries of the same group that answer it. */
  answers?: string[];
}

export interface Section {
  title: string;
  entries: Entry[];
}

/** REST, a dialect, or the shapes that both name. */
export interface Group {
  id: string;
  title: string;
  about: string;
  /** Where it is, how one says who one is, how it ends. */
  facts: { name: string; text: string }[];
  sections: Section[];
}

/** A part of a schema, with an example where there is one. */
export function partOf(title: string, schema: JsonSchema, example?: unknown): Part {
  return {
    title,
    shape: shapeOf(schema),
    ...(example !== undefined && { example: JSON.stringify(example, null, 2) }),
  };
}

/** What the filter looks at: everything of the entry that is no example, in lower case. */
export function searchTextOf({ label, name, about, parts, refusals }: Entry): string {
  const fields = parts.flatMap(({ shape }) =>
    shape.flatMap(({ pieces, note = '' }) => [...pieces.map(({ text }) => text), note]),
  );
  const errors = refusals.flatMap(({ code, text = '' }) => [code, text]);
  return [label, name, about, ...fields, ...errors].join(' ').toLowerCase();
}
