import { randomUUID } from 'node:crypto';
import type { HubCommand, HubInput } from '#server/protocol/hub.ts';
import type { Asker, Place, PlaceKind, World } from './world.ts';

/** Who may use a command: wherever it is not about a place, or in each kind of place. Who is not named there may not. */
export interface HubRule<C extends HubCommand = HubCommand> {
  in: { anywhere: readonly Asker[] } | Record<PlaceKind, readonly Asker[]>;
  input: (place: Place, world: World, asker: Asker) => HubInput<C>;
}

const everybody = ['stranger', 'member', 'former', 'client', 'admin', 'owner'] as const;
const admins = ['admin', 'owner'] as const;
const chat = ['client', 'admin', 'owner'] as const;

/** By whoever may read the place. */
const reading = { group: ['member'], support: chat, session: ['member'] } as const;
const inGroup = { group: ['member'], support: [], session: [] } as const;
const inSession = { group: [], support: [], session: ['member'] } as const;
const byAdmins = { group: [], support: admins, session: [] } as const;
/** By the author of its message. */
const byAuthor = { group: ['member'], support: ['client'], session: ['member'] } as const;

const anywhere = (may: readonly Asker[]) => ({ anywhere: may });

const there = ({ id: conversationId }: Place) => ({ conversationId });

/** Every command of the hub. One that is missing here does not compile. */
export const hubRules: { [C in HubCommand]: HubRule<C> } = {
  'message.send': {
    in: reading,
    input: (place) => ({ ...there(place), content: 'A word', clientId: randomUUID() }),
  },
  'message.edit': { in: byAuthor, input: ({ messageId }) => ({ messageId, content: 'Another word' }) },
  'message.delete': { in: byAuthor, input: ({ messageId }) => ({ messageId }) },
  // An admin reacts once they have entered the chat.
  'message.react': { in: byAuthor, input: ({ messageId }) => ({ messageId, emoji: '👍', on: true }) },
  'conversation.list': { in: anywhere(everybody), input: () => ({}) },
  'conversation.open': { in: reading, input: there },
  'conversation.history': { in: reading, input: there },
  'conversation.changes': { in: reading, input: (place) => ({ ...there(place), since: 0 }) },
  'conversation.direct': { in: anywhere(everybody), input: (_, { users }) => ({ userId: users.client.id }) },
  'conversation.group': {
    in: anywhere(everybody),
    input: (_, { users }) => ({ title: 'Looms', userIds: [users.member.id], clientId: randomUUID() }),
  },
  'conversation.rename': {
    in: { ...inGroup, session: ['member'] },
    input: (place) => ({ ...there(place), title: 'Looms' }),
  },
  'conversation.add': {
    in: inGroup,
    input: (place, { users }) => ({ ...there(place), userIds: [users.stranger.id] }),
  },
  // The group is its founder's, who is none of the askers.
  'conversation.remove': {
    in: { group: [], support: [], session: [] },
    input: (place, { founderId }) => ({ ...there(place), userId: founderId }),
  },
  'conversation.leave': { in: { ...inGroup, session: ['member'] }, input: there },
  'conversation.read': { in: byAuthor, input: (place) => ({ ...there(place), seq: 1 }) },
  // Of what is none of their business nothing is passed on, and nothing is said of it.
  'conversation.typing': {
    in: { group: everybody, support: everybody, session: everybody },
    input: (place) => ({ ...there(place), typing: false }),
  },
  'people.search': { in: anywhere(everybody), input: () => ({ query: 'client' }) },
  'people.get': { in: anywhere(everybody), input: (_, { users }) => ({ userIds: [users.client.id] }) },
  'conversation.assistant': { in: anywhere(everybody), input: () => ({ clientId: randomUUID() }) },
  'assistant.options': { in: anywhere(everybody), input: () => ({}) },
  'run.list': { in: byAuthor, input: there },
  'run.stop': { in: inSession, input: ({ runId }) => ({ runId }) },
  'run.regenerate': {
    in: inSession,
    input: ({ messageId }) => ({ promptId: messageId, clientId: randomUUID() }),
  },
  'run.continue': {
    in: inSession,
    input: ({ answerId }) => ({ messageId: answerId, clientId: randomUUID() }),
  },
  'answer.speak': { in: inSession, input: ({ answerId }) => ({ messageId: answerId }) },
  'speech.always': { in: anywhere(everybody), input: () => ({ always: false }) },
  'answer.rate': { in: inSession, input: ({ answerId }) => ({ messageId: answerId, rating: 'up' }) },
  'answer.ratings': { in: byAuthor, input: there },
  'share.get': { in: inSession, input: there },
  'share.make': { in: inSession, input: there },
  'share.end': { in: inSession, input: there },
  'pin.set': { in: inSession, input: (place) => ({ ...there(place), on: true }) },
  'pin.list': { in: anywhere(everybody), input: () => ({}) },
  'assistant.handOff': { in: inSession, input: there },
  'assistant.askBack': { in: inSession, input: there },
  'presence.get': { in: anywhere(everybody), input: (_, { users }) => ({ userIds: [users.client.id] }) },
  'support.open': {
    in: anywhere(everybody),
    input: () => ({ subject: 'Help', content: 'Hello?', clientId: randomUUID() }),
  },
  'support.place': { in: { ...reading, group: [], session: [] }, input: there },
  'support.reopen': { in: { ...reading, group: [], session: [] }, input: there },
  'support.rate': {
    in: { group: [], support: ['client'], session: [] },
    input: (place) => ({ ...there(place), rating: 5 }),
  },
  'support.list': { in: anywhere(admins), input: () => ({ view: 'all' }) },
  'support.search': { in: anywhere(admins), input: () => ({ query: 'close' }) },
  'support.view': { in: byAdmins, input: there },
  'support.counts': { in: anywhere(admins), input: () => ({}) },
  'support.client': { in: byAdmins, input: there },
  'support.admins': { in: anywhere(admins), input: () => ({}) },
  'support.available': { in: anywhere(admins), input: () => ({ available: false }) },
  'support.claim': { in: byAdmins, input: there },
  'support.assign': {
    in: byAdmins,
    // One takes it: to hand it over it has to be one's own.
    input: (place, { users }, asker) => ({ ...there(place), adminId: users[asker].id }),
  },
  'support.release': { in: byAdmins, input: there },
  'support.close': { in: byAdmins, input: there },
  'support.closeMany': { in: anywhere(admins), input: () => ({ conversationIds: [1] }) },
  'support.snooze': { in: byAdmins, input: (place) => ({ ...there(place), until: null }) },
  'support.wake': { in: byAdmins, input: there },
  'support.note': {
    in: byAdmins,
    input: (place) => ({ ...there(place), content: 'A note', clientId: randomUUID() }),
  },
  'support.notes': { in: byAdmins, input: there },
  'support.label': { in: byAdmins, input: (place) => ({ ...there(place), label: 'billing', on: true }) },
  'support.labels': { in: anywhere(admins), input: () => ({}) },
  'support.history': { in: byAdmins, input: there },
  'support.draft': { in: byAdmins, input: there },
};
