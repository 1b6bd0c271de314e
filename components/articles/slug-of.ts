import { limits } from '#server/protocol/limits.ts';

/** A title as an address. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, limits.slug)
    .replace(/-+$/, '');
