import { type CannedVariable, cannedVariables } from '#server/protocol/canned-responses.ts';

/** What each variable stands for in a chat; what is not known is left as it is written. */
export type CannedValues = Record<CannedVariable, string | null>;

/** The text with its variables filled, as in `{{client.name}}`. */
export const fillCanned = (content: string, values: CannedValues): string =>
  content.replaceAll(/\{\{\s*([a-z._]+)\s*\}\}/g, (written, name: string) => {
    const variable = cannedVariables.find((each) => each === name);
    return (variable && values[variable]) ?? written;
  });

/** Those in which the name or a word of the text begins with `query`, names first. */
export function findCanned<R extends { name: string; content: string }>(
  responses: readonly R[],
  query: string,
): R[] {
  const wanted = query.toLowerCase();
  const named = responses.filter(({ name }) => name.startsWith(wanted));
  const others = responses.filter(
    ({ name, content }) => !name.startsWith(wanted) && ` ${name} ${content}`.toLowerCase().includes(wanted),
  );
  return [...named, ...others];
}
