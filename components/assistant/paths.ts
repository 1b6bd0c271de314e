import type { Route } from 'next';

export const assistantHome = '/assistant' as Route;

/** Where a conversation begins; under `assistantHome` a phone shows the list. */
export const newQuestionPath = '/assistant/new' as Route;

export const assistantPath = (conversationId: number): Route => `/assistant/${conversationId}` as Route;

/** The conversation that a path names; null where it names none. */
export function assistantIn(path: string): number | null {
  const [, id] = /^\/assistant\/([1-9]\d{0,14})\/?$/.exec(path) ?? [];
  return id === undefined ? null : Number(id);
}

/** Whether a path is one of the assistant's. */
export const isAssistant = (path: string): boolean =>
  path === assistantHome || path === newQuestionPath || assistantIn(path) !== null;
