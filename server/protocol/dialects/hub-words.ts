import type { ErrorCode } from '#server/protocol/errors.ts';

/** What the document says of a command of the hub. */
export interface CommandWords {
  about: string;
  /** Besides those that every command may answer. */
  errors: readonly ErrorCode[];
}
