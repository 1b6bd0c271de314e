import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { house, inTests, type Room } from './house.ts';

/** A room as it is found in the tree: where the table says `components/*`, this says `components/shell`. */
type Place = { room: Room; name: string };

/**
 * Judges one import by the table in house.ts.
 *
 * @param file the importing file, from the project's root, such as `server/core/writer.ts`
 * @param specifier what it imports, such as `#db/client.ts`, `./x.ts`, `zod`
 * @param typeOnly whether the import vanishes at run time (`import type`)
 * @returns a sentence for the developer, or undefined when the import is in order
 */
export function complaint(file: string, specifier: string, typeOnly: boolean): string | undefined {
  const place = placeOf(file);
  if (!place) {
    // Configuration files at the root belong to no room. A folder must.
    return file.includes('/') ? `${file} stands in no room of scripts/boundaries/house.ts.` : undefined;
  }
  const test = /\.test\.tsx?$/.test(file);

  if (specifier.startsWith('.') && (!specifier.startsWith('./') || specifier.includes('../'))) {
    return `${specifier}: inside a folder import './x.ts', from elsewhere '#room/x.ts'.`;
  }
  const target = targetPath(file, specifier);
  if (target === undefined) {
    const name = packageName(specifier);
    const allowed = test ? inTests.packages : place.room.packages;
    if (allowed === 'any' || allowed.includes(name)) return undefined;
    return `${place.name} must not import ${name === 'node' ? specifier : `the package ${name}`}. ${permission(place.room)}`;
  }

  const home = placeOf(target);
  const rooms = [
    ...place.room.rooms,
    ...(typeOnly ? (place.room.types ?? []) : []),
    ...(test ? inTests.rooms : []),
  ];
  const names = home ? [target, home.name, home.room.path] : [target];
  if (home?.name === place.name || names.some((name) => rooms.includes(name))) return undefined;
  return `${place.name} must not import ${specifier}. ${permission(place.room)}`;
}

/** The path from the root that a specifier of this project stands for; undefined for a package. */
function targetPath(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('./')) return posix.join(posix.dirname(file), specifier);
  return undefined;
}

function placeOf(path: string): Place | undefined {
  const folder = posix.dirname(path);
  for (const room of house) {
    const parent = posix.dirname(room.path);
    const pattern = posix.basename(room.path);
    if (pattern === '*.ts') {
      if (folder === parent) return { room, name: room.path };
    } else if (pattern === '*') {
      const [child, ...rest] = posix.relative(parent, path).split('/');
      if (path.startsWith(`${parent}/`) && rest.length > 0) return { room, name: `${parent}/${child}` };
    } else if (path === room.path || path.startsWith(`${room.path}/`)) {
      return { room, name: room.path };
    }
  }
  return undefined;
}

function packageName(specifier: string): string {
  if (isBuiltin(specifier)) return 'node';
  const [scopeOrName, name] = specifier.split('/');
  return specifier.startsWith('@') ? `${scopeOrName}/${name}` : `${scopeOrName}`;
}

function permission(room: Room): string {
  const packages = room.packages === 'any' ? ['any package'] : room.packages;
  const types = (room.types ?? []).map((name) => `types of ${name}`);
  const allowed = [...room.rooms, ...types, ...packages].join(', ');
  return `It may import ${allowed || 'nothing but its own'} (scripts/boundaries/house.ts).`;
}
