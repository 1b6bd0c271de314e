import type { ErrorView } from '#server/protocol/errors.ts';
import type { HubAck, HubCommand, HubInput, HubOutput } from '#server/protocol/hub.ts';
import type { Clock } from './clock.ts';
import { CommandError, localError } from './command-error.ts';
import type { Connection } from './connection.ts';

const TIMEOUT_MS = 10_000;
/** What somebody else has to make first: the server gives up on it before. */
const LONGER_MS: Partial<Record<HubCommand, number>> = { 'answer.speak': 75_000 };

/**
 * Runs a command of the hub. Rejects with a CommandError: the server's own; `unavailable` without network, when the
 * connection is lost before the answer (which leaves open whether it was done), or after 10 s without one (of speech 75 s);
 * `session_ended` once signed out. While connecting it waits for the connection, within the same time.
 */
export type Request = <C extends HubCommand>(command: C, input: HubInput<C>) => Promise<HubOutput<C>>;

interface Open {
  run(): void;
  fail(error: CommandError): void;
}

const offline = () => localError('unavailable', 'You are offline');
const lost = () => localError('unavailable', 'The connection was lost');
const unanswered = () => localError('unavailable', 'The server does not answer');
const ended = () => localError('session_ended');

/** What was asked and is not answered yet. `stateChanged` is to be called after each change of the connection. */
export function createRequests(connection: Pick<Connection, 'state' | 'socket'>, clock: Clock) {
  const waiting = new Set<Open>();
  const underway = new Set<Open>();

  function failAll(open: Set<Open>, error: () => CommandError) {
    for (const one of [...open]) one.fail(error());
  }

  const request: Request = (command, input) =>
    new Promise((resolve, reject) => {
      const state = connection.state();
      if (state === 'ended') return reject(ended());
      if (state === 'offline') return reject(offline());

      const settle = () => {
        cancel();
        waiting.delete(open);
        underway.delete(open);
      };
      const answered = (answer: HubAck<HubOutput<typeof command>>) => {
        settle();
        if (answer.ok) resolve(answer.data);
        else reject(new CommandError(answer.error satisfies ErrorView));
      };
      const open: Open = {
        run() {
          waiting.delete(open);
          underway.add(open);
          connection.socket()?.send(command, input, answered);
        },
        fail(error) {
          settle();
          reject(error);
        },
      };
      const cancel = clock.after(LONGER_MS[command] ?? TIMEOUT_MS, () => open.fail(unanswered()));
      if (state === 'online') open.run();
      else waiting.add(open);
    });

  return {
    request,
    stateChanged() {
      const state = connection.state();
      if (state !== 'online') failAll(underway, lost);
      if (state === 'online') for (const one of [...waiting]) one.run();
      else if (state === 'offline') failAll(waiting, offline);
      else if (state === 'ended') failAll(waiting, ended);
    },
  };
}
