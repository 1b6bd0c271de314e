import type { Answer } from './conversation.ts';
import { type ErrorCode, errorTable } from './errors.ts';

/** Why an answer has no text, or no more of it, in the words of the table of errors. */
export function failureOf({ status, error }: Pick<Answer, 'status' | 'error'>): string {
  if (status === 'STOPPED') return errorTable.answer_stopped.message;
  const code = error && Object.hasOwn(errorTable, error) ? (error as ErrorCode) : 'assistant_unavailable';
  return errorTable[code].message;
}
