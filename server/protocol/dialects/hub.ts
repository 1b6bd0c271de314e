import { z } from 'zod';
import { type ErrorCode, errorView } from '#server/protocol/errors.ts';
import {
  HUB_NAMESPACE,
  type HubCommand,
  type HubEvent,
  hubCommands,
  hubEvents,
} from '#server/protocol/hub.ts';
import { visitorCommands } from '#server/protocol/visitor-commands.ts';
import { type ClientMessage, type DialectDescription, describeMessages, socketIoCloses } from './dialect.ts';
import { runCommandWords, runEventWords } from './hub-runs.ts';
import { supportCommandWords, supportEventWords } from './hub-support.ts';
import type { CommandWords } from './hub-words.ts';

/** Of every command. */
const OF_ANY = ['validation_failed', 'unavailable', 'internal'] as const satisfies readonly ErrorCode[];

const commands: Record<HubCommand, CommandWords> = {
  'message.send': {
    about:
      'Sends a text, or an uploaded file with what is written under it. Acknowledged, it is committed. The same clientId of the same sender in the same conversation is the same message, however often it is sent.',
    errors: [
      'conversation_not_found',
      'reply_not_found',
      'file_not_found',
      'chat_closed',
      'rate_limited',
      'assistant_limited',
      'model_not_found',
      'message_not_found',
      'invalid_request',
    ],
  },
  'message.edit': {
    about: 'Gives a message another text, by its author.',
    errors: ['message_not_found', 'conversation_not_found', 'message_deleted', 'forbidden'],
  },
  'message.delete': {
    about: 'Erases a message, by its author or the owner of the group. Its place stays.',
    errors: ['message_not_found', 'conversation_not_found', 'forbidden'],
  },
  'message.react': {
    about: 'Puts one’s reaction on a message, or takes it off.',
    errors: [
      'message_not_found',
      'conversation_not_found',
      'message_deleted',
      'forbidden',
      'too_many_reactions',
    ],
  },
  'conversation.list': {
    about: 'The conversations of the user, the latest first.',
    errors: ['invalid_request'],
  },
  'conversation.open': {
    about: 'A conversation with its people. An admin who opens a support chat enters it.',
    errors: ['conversation_not_found'],
  },
  'conversation.history': {
    about:
      'Messages, ascending and without a hole: the newest, or those before, after or around a place (seq).',
    errors: ['conversation_not_found'],
  },
  'conversation.changes': {
    about: 'Everything that changed after a cursor: how a client catches up.',
    errors: ['conversation_not_found', 'resync_required'],
  },
  'conversation.direct': {
    about: 'The one conversation with another user, made where there is none.',
    errors: ['user_not_found', 'invalid_request'],
  },
  'conversation.group': {
    about: 'Creates a group, which the caller owns. A repeated clientId answers the first one.',
    errors: ['user_not_found'],
  },
  'conversation.rename': {
    about: 'Gives a group another title, by any member.',
    errors: ['conversation_not_found', 'forbidden'],
  },
  'conversation.add': {
    about: 'Adds people to a group, by any member; all or none.',
    errors: ['conversation_not_found', 'forbidden', 'user_not_found', 'too_many_members'],
  },
  'conversation.remove': {
    about: 'Removes somebody from a group, by its owner.',
    errors: ['conversation_not_found', 'forbidden', 'invalid_request'],
  },
  'conversation.leave': {
    about: 'Leaves a group. An owner hands it to its longest member.',
    errors: ['conversation_not_found', 'forbidden'],
  },
  'conversation.read': {
    about: 'Moves one’s read pointer; never back, never past the end.',
    errors: ['conversation_not_found'],
  },
  'conversation.typing': {
    about: 'Tells the other members that one types, or stopped. Over 100 in 10 s it is ignored.',
    errors: [],
  },
  ...runCommandWords,
  ...supportCommandWords,
  'people.search': { about: 'People whose name or username has words that begin so.', errors: [] },
  'people.get': { about: 'People by their ids; who is not there is left out.', errors: [] },
  'presence.get': { about: 'Who is online, of those with whom one shares a conversation.', errors: [] },
};

const events: Record<HubEvent, string> = {
  ready:
    'The first that a socket hears: every change is pushed from now on, and what it holds may be caught up.',
  changes:
    'Something changed in a conversation of the user, in version order. Catch-up answers the same shape.',
  added: 'The user came into a conversation: it was created, or they were added.',
  removed: 'The user is no longer in this conversation, and hears nothing more of it.',
  heads:
    'Heartbeat: pairs of a conversation that changed lately and its version. A lower cursor means a lost push.',
  typing: 'Another member types, or stopped.',
  presence: 'Somebody with whom the user shares a conversation came online or went.',
  ...runEventWords,
  ...supportEventWords,
  draining: 'The server is going down: connect again after a moment.',
  ended: 'Why the server closes this connection; the last that a socket hears.',
};

/** An error with one of these codes. */
const refusalWith = (codes: readonly ErrorCode[]) =>
  z.object({
    ok: z.literal(false),
    error: z.intersection(errorView, z.looseObject({ code: z.enum(codes) })),
  });

const answerOf = (output: z.ZodType, codes: readonly ErrorCode[]) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), data: output }), refusalWith(codes)]);

function describeCommand(name: HubCommand): ClientMessage {
  const { about, errors } = commands[name];
  const { input, output } = hubCommands[name];
  const codes = [...errors, ...OF_ANY];
  // What visitors are refused with is said once for all commands.
  const answered = new Set<ErrorCode>(visitorCommands.has(name) ? codes : [...codes, 'forbidden']);
  return { about, payload: input, acknowledgement: answerOf(output, [...answered]), errors: codes };
}

export const hubDescription: DialectDescription = {
  about:
    'What Switchboard’s own clients speak: commands with acknowledgements, events, and a cursor with which nothing is missed.',
  identity:
    'auth.token of the handshake, a bearer header, or the session cookie of an allowed origin. A refusal is connect_error with an error as its data.',
  transport: 'socket.io',
  addresses: [HUB_NAMESPACE],
  query: {},
  unknown: refusalWith(['unknown_command', 'unavailable']),
  fromClient: Object.fromEntries(
    (Object.keys(commands) as HubCommand[]).map((name) => [name, describeCommand(name)]),
  ),
  fromServer: describeMessages(events, hubEvents),
  otherErrors: [],
  closes: socketIoCloses,
};
