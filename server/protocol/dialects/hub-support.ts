import type { draftHubCommands } from '#server/protocol/support-drafts.ts';
import type { eventHubCommands } from '#server/protocol/support-events.ts';
import type { supportHubCommands, supportHubEvents } from '#server/protocol/support-hub.ts';
import type { labelHubCommands, labelHubEvents } from '#server/protocol/support-labels.ts';
import type { noteHubCommands, noteHubEvents } from '#server/protocol/support-notes.ts';
import type { CommandWords } from './hub-words.ts';

/** What is said of the hub's commands for support chats. */
export const supportCommandWords: Record<
  | keyof typeof supportHubCommands
  | keyof typeof noteHubCommands
  | keyof typeof labelHubCommands
  | keyof typeof eventHubCommands
  | keyof typeof draftHubCommands,
  CommandWords
> = {
  'support.open': {
    about:
      'Opens a support chat with its first message. A repeated clientId answers the first chat, and says the message once.',
    errors: ['rate_limited', 'chat_closed'],
  },
  'support.draft': {
    about:
      'Proposes what the client’s latest message may be answered with, from the help articles; by admins. It is kept nowhere.',
    errors: [
      'forbidden',
      'conversation_not_found',
      'nothing_to_answer',
      'nothing_known',
      'rate_limited',
      'assistant_timeout',
    ],
  },
  'support.place': {
    about: 'How many chats wait longer than this one, at most 100; null where it does not wait.',
    errors: ['conversation_not_found'],
  },
  'support.reopen': {
    about: 'Opens a closed chat again: it waits for the client, and is an admin’s own at once.',
    errors: ['conversation_not_found', 'forbidden'],
  },
  'support.rate': {
    about:
      'What its client thinks of a CLOSED chat, from 1 to 5, with a word on it. It stays closed; the last rating counts.',
    errors: ['conversation_not_found', 'forbidden', 'invalid_transition'],
  },
  'support.label': {
    about: 'Puts a label on a support chat, or takes it off; by admins. Doing either twice changes nothing.',
    errors: ['forbidden', 'conversation_not_found', 'too_many_labels'],
  },
  'support.labels': { about: 'Every label that a support chat has; by admins.', errors: ['forbidden'] },
  'support.note': {
    about: 'Writes a note on a support chat, which admins alone read. A repeated clientId is the same note.',
    errors: ['forbidden', 'conversation_not_found'],
  },
  'support.notes': {
    about: 'The latest notes on a support chat, or those before one, ascending; by admins.',
    errors: ['forbidden', 'conversation_not_found'],
  },
  'support.list': {
    about:
      'Support chats in one of the desk’s views, by admins: who has waited longest, or the latest change, first.',
    errors: ['forbidden', 'invalid_request'],
  },
  'support.search': {
    about:
      'Support chats by words: of a message, a note, the subject, client or owner; by admins. One row a chat, the latest find first. Notes on one’s own chats are not searched.',
    errors: ['forbidden', 'invalid_request'],
  },
  'support.counts': {
    about: 'How many chats there are in the desk’s views, each counted up to 100; by admins.',
    errors: ['forbidden'],
  },
  'support.client': {
    about:
      'Whose chat it is, their latest ten others, what they said to their rating, and whether it is snoozed; by admins.',
    errors: ['forbidden', 'conversation_not_found'],
  },
  'support.admins': {
    about: 'Everybody who may own a chat, and whether they take waiting chats in turn; by admins.',
    errors: ['forbidden'],
  },
  'support.available': {
    about:
      'Says whether an admin takes waiting chats in turn while they are online, where the desk assigns them so.',
    errors: ['forbidden'],
  },
  'support.view': {
    about:
      'Says which support chat this socket’s page shows, null for none, until it says another or closes; by admins, but not of one’s own chat.',
    errors: ['forbidden', 'conversation_not_found'],
  },
  'support.claim': {
    about: 'Makes a waiting chat ACTIVE and one’s own, by an admin. Of many at once one wins.',
    errors: ['conversation_not_found', 'forbidden', 'already_claimed', 'invalid_transition'],
  },
  'support.assign': {
    about: 'Hands an ACTIVE chat over to another admin, by its owner, with a note that admins alone read.',
    errors: ['conversation_not_found', 'forbidden', 'already_claimed', 'not_an_admin', 'invalid_transition'],
  },
  'support.release': {
    about: 'Lets an ACTIVE chat wait again, by its owner.',
    errors: ['conversation_not_found', 'forbidden', 'already_claimed', 'invalid_transition'],
  },
  'support.close': {
    about:
      'Closes a chat, by an admin. A closed one refuses messages. Why it was closed admins alone read, in its history.',
    errors: ['conversation_not_found', 'forbidden'],
  },
  'support.closeMany': {
    about: 'Closes up to 100 chats, each by itself, by an admin; answers what became of each.',
    errors: ['forbidden'],
  },
  'support.snooze': {
    about:
      'Puts a chat aside until a time, or (null) until its client writes; by its owner, or any admin where it has none. No client is told.',
    errors: [
      'conversation_not_found',
      'forbidden',
      'already_claimed',
      'invalid_transition',
      'invalid_request',
    ],
  },
  'support.wake': {
    about: 'Ends a snooze; by its owner, or any admin where it has none.',
    errors: ['conversation_not_found', 'forbidden', 'already_claimed', 'invalid_transition'],
  },
  'support.history': {
    about:
      'What happened to a chat: the latest events, or those before one, ascending; by admins, but not of one’s own chat.',
    errors: ['forbidden', 'conversation_not_found'],
  },
};

export const supportEventWords: Record<
  keyof typeof supportHubEvents | keyof typeof noteHubEvents | keyof typeof labelHubEvents,
  string
> = {
  desk: 'Something about a support chat that only admins see is another (labels, snooze, history): to every admin.',
  viewers:
    'Which admins have a support chat open, oneself included: to them alone, when somebody comes or goes, and after support.view.',
  note: 'An admin wrote a note on a support chat: to every admin but one whose chat it is.',
  support:
    'A support chat was opened, has another status, or only another owner: to its client and every admin.',
};
