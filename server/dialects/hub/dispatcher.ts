import type { Session } from '#server/core/session.ts';
import { ChatError, viewError } from '#server/protocol/errors.ts';
import { type HubAck, type HubCommand, hubCommands } from '#server/protocol/hub.ts';
import { visitorCommands } from '#server/protocol/visitor-commands.ts';
import type { z } from 'zod';
import type { HubHandlers } from './commands.ts';

type Acknowledge = (answer: HubAck<unknown>) => void;

/** Field texts by path, for the error's details. */
function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { path, message } of error.issues) fields[path.join('.') || 'input'] ??= message;
  return fields;
}

/**
 * Takes the arguments of one Socket.IO event apart, runs the command and acknowledges. Whatever comes in, exactly one
 * answer goes to the acknowledgement, where there is one, and nothing is thrown. `refusal` is answered instead of running
 * it.
 */
export function createDispatcher(handlers: HubHandlers, failed: (error: unknown, command?: string) => void) {
  async function run<C extends HubCommand>(session: Session, command: C, input: unknown) {
    const parsed = hubCommands[command].input.safeParse(input);
    if (!parsed.success) throw new ChatError('validation_failed', { fields: fieldsOf(parsed.error) });
    // The schema of the command has just made this its input.
    const handle = handlers[command] as (session: Session, input: unknown) => unknown;
    return handle(session, parsed.data);
  }

  return async (
    session: Session,
    name: string,
    args: readonly unknown[],
    refusal?: ChatError,
  ): Promise<void> => {
    const last = args.at(-1);
    const acknowledge = typeof last === 'function' ? (last as Acknowledge) : undefined;
    const input = acknowledge && args.length === 1 ? undefined : args[0];
    let answer: HubAck<unknown>;
    try {
      if (refusal) throw refusal;
      if (!Object.hasOwn(hubCommands, name)) throw new ChatError('unknown_command');
      const command = name as HubCommand;
      if (session.visitor && !visitorCommands.has(command)) throw new ChatError('forbidden');
      answer = { ok: true, data: await run(session, command, input) };
    } catch (error) {
      if (!(error instanceof ChatError)) failed(error, name);
      answer = { ok: false, error: viewError(error) };
    }
    acknowledge?.(answer);
  };
}
