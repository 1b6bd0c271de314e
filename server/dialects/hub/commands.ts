import type { Core } from '#server/core/core.ts';
import type { Session } from '#server/core/session.ts';
import type { HubCommand, HubOutput, HubParsed, Sent } from '#server/protocol/hub.ts';
import type { Message } from '#server/protocol/conversation.ts';
import type { Realtime } from '#server/realtime/realtime.ts';
import { createSupportCommands } from './support-commands.ts';

/** A handler for each command of the hub: parsed input in, acknowledged data out. */
export type HubHandlers = {
  [C in HubCommand]: (session: Session, input: HubParsed<C>) => Promise<HubOutput<C>> | HubOutput<C>;
};

const sentOf = ({ id, conversationId, seq, version, createdAt }: Message): Sent => ({
  id,
  conversationId,
  seq,
  version,
  createdAt,
});

/** Wires each command to the one place that does it. */
export function createCommands(core: Core, realtime: Realtime): HubHandlers {
  const { messages, conversations, reading, runs, speech, shares, pins, handOff, people } = core;
  return {
    'message.send': async (session, input) => sentOf((await messages.send(session, input)).message),
    'message.edit': messages.edit,
    'message.delete': messages.remove,
    'message.react': messages.react,
    'conversation.list': reading.list,
    'conversation.open': reading.join,
    'conversation.history': reading.history,
    'conversation.changes': reading.changes,
    'conversation.direct': conversations.createDirect,
    'conversation.group': conversations.createGroup,
    'conversation.rename': conversations.rename,
    'conversation.add': conversations.addMembers,
    'conversation.remove': conversations.removeMember,
    'conversation.leave': conversations.leave,
    'conversation.read': conversations.read,
    'conversation.typing'(session, { conversationId, typing }) {
      realtime.typing(session, conversationId, typing);
      return {};
    },
    'conversation.assistant': (session, { clientId }) => conversations.createAssistant(session, { clientId }),
    'assistant.options': runs.options,
    'run.list': runs.list,
    'run.stop': runs.stop,
    'run.regenerate': runs.regenerate,
    'run.continue': runs.goOn,
    'answer.speak': speech.speak,
    'speech.always': speech.setAlways,
    'answer.rate': runs.rate,
    'answer.ratings': runs.ratings,
    'assistant.handOff': handOff.begin,
    'assistant.askBack': handOff.end,
    'pin.set': pins.set,
    'pin.list': pins.list,
    'share.get': shares.get,
    'share.make': shares.make,
    'share.end': shares.end,
    'people.search': async (session, { query, limit }) => ({
      people: await people.search(session, query, limit),
    }),
    'people.get': async (session, { userIds }) => ({ people: await people.get(session, userIds) }),
    'presence.get': async (session, { userIds }) => ({
      presences: await realtime.presences.get(session, userIds),
    }),
    ...createSupportCommands(core, realtime),
  };
}
