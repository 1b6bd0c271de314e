import { errorTable, type ErrorCode, type ErrorDetails, type ErrorView } from '#server/protocol/errors.ts';

/** A command that was refused or not answered; `view` has a stable code and a text that may be shown. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly view: ErrorView;

  constructor(view: ErrorView) {
    super(view.message);
    this.view = view;
  }
}

/** An error that arises on this side of the wire, in the words of the one table unless `message` says it better. */
export function localError(code: ErrorCode, message?: string, details?: ErrorDetails): CommandError {
  const { message: text, retryable } = errorTable[code];
  const view: ErrorView = { code, message: message ?? text, retryable };
  if (details) view.details = details;
  return new CommandError(view);
}

/** The view of anything thrown; what is not a CommandError is `internal` and shows nothing of its cause. */
export function errorView(thrown: unknown): ErrorView {
  return thrown instanceof CommandError ? thrown.view : localError('internal').view;
}

/** Once more where the first answer may have been lost; the server knows a repetition when it sees one. */
export async function twice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!errorView(error).retryable) throw error;
    return work();
  }
}
