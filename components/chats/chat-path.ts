import type { Route } from 'next';

/** The address of a conversation; with `at`, opened around the message of that `seq`. */
export function chatPath(conversationId: number, at?: number): Route {
  return `/chats/${conversationId}${at === undefined ? '' : `?at=${at}`}` as Route;
}

/** Whether a path is one of the chats. */
export const isChats = (path: string): boolean => path === '/chats' || chatIn(path) !== null;

/** The conversation that a path names; null where it names none. */
export function chatIn(path: string): number | null {
  const [, id] = /^\/chats\/([1-9]\d{0,14})\/?$/.exec(path) ?? [];
  return id === undefined ? null : Number(id);
}
