import { readFileSync } from 'node:fs';

/** Of any command (PROTOCOL.md, "Commands and acknowledgements"). `internal` is left out: no test may see it. */
const OF_ANY = ['validation_failed', 'unavailable'];

/** What the hub's PROTOCOL.md promises, read out of it: tests hold the server to the page. */
export function readProtocolPage() {
  const text = readFileSync(new URL('../dialects/hub/PROTOCOL.md', import.meta.url), 'utf8');
  const commands = new Map<string, Set<string>>();
  for (const section of text.split('\n### ').slice(1)) {
    const name = /^`([^`]+)`/.exec(section)?.[1] ?? '';
    const errors = /\nErrors: ([^]*?)\n(?:\n|#|$)/.exec(section)?.[1] ?? '';
    const codes = [...errors.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code);
    commands.set(
      name,
      new Set([...OF_ANY, ...codes.filter((code) => code.includes('_') || code === 'forbidden')]),
    );
  }
  const table = /\n## Events\n([^]*?)\n## /.exec(text)?.[1] ?? '';
  const events = [...table.matchAll(/^\| `([a-z.]+)` +\| `?[[{A-Z]/gm)].map(([, event = '']) => event);
  return { text, commands, events };
}
