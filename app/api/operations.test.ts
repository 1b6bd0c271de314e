import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restOperations } from '#server/protocol/routes/routes.ts';

/** Next-auth's own, and what answers for everything that is no route. */
const OTHERS = ['/api/auth/[...nextauth]', '/api/[...path]'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

async function exportedOperations() {
  const found: { name: string; operation: unknown }[] = [];
  for await (const file of glob('app/api/**/route.ts')) {
    const path = file.replace(/^app/, '').replace(/\/route\.ts$/, '');
    if (OTHERS.includes(path)) continue;
    const handlers = (await import(/* @vite-ignore */ resolve(file))) as Record<
      string,
      { operation?: unknown }
    >;
    for (const method of METHODS)
      if (handlers[method]) found.push({ name: `${method} ${path}`, operation: handlers[method].operation });
  }
  return found;
}

describe('the table of operations', () => {
  it('has every method of every route, and no others; each route names its own', async () => {
    const found = await exportedOperations();
    expect(found.map(({ name }) => name).toSorted()).toEqual(Object.keys(restOperations).toSorted());
    for (const { name, operation } of found) expect(operation).toBe(name);
  });

  it.each(Object.entries(restOperations))(
    'says what each name in the path of %s is',
    (name, { params = {} }) => {
      const names = [...name.matchAll(/\[(\w+)\]/g)].map(([, one]) => one);
      expect(Object.keys(params)).toEqual(names);
    },
  );
});
