import type { DeskFilter } from './paths.ts';

/** Under what the answers about support chats are kept; the server's first page is put there, too. */
export const SUPPORT = 'support';
export const listKey = ({ view, label, adminId }: DeskFilter) =>
  [SUPPORT, 'list', view, label, adminId] as const;
export const countsKey = [SUPPORT, 'counts'] as const;
export const adminsKey = [SUPPORT, 'admins'] as const;
