import { expect } from 'vitest';
import { anything, type Dice, goodText } from './dice.ts';
import { type Generate, type Generated, type Offer, badClientIds, badTexts, fill } from './generated.ts';

const UNAUTHORIZED = 'Unauthorized to join this conversation';
const TYPES = 'message_type must be one of the following values: text, image, file';

/** class-validator's words for a required field: both rules where nothing is given, else the one that is broken. */
const wrongFor = (field: string, rule: string, values: readonly unknown[]): Offer[] => [
  ...[undefined, null, ''].map((value): Offer => [value, `${field} should not be empty, ${field} ${rule}`]),
  ...values.map((value): Offer => [value, `${field} ${rule}`]),
];
const integer = (field: string, right: number) => ({
  right: [right] as Offer,
  wrong: wrongFor(field, 'must be an integer number', ['1', 1.5, true, [], {}, [1]]),
});

const unknown = [
  'dance',
  'joinChat',
  'send_message',
  'receive-message',
  'constructor',
  '__proto__',
  'toString',
  '',
];

/** `conversations` (conversations.md, "Error Handling"; README "conversations" and finer decision 10). */
export const conversationsFrame: Generate = (dice, scene) => {
  const kind = dice.random();
  if (kind < 0.1)
    return {
      frame: [dice.pick(unknown), anything(dice)],
      fate: { answer: { error: 'Unknown event' } },
    };
  if (kind < 0.6) return sending(dice, scene);
  if (kind < 0.75) return joining(dice, scene);
  return kind < 0.85 ? leaving(dice, scene) : typing(dice, scene);
};

const sending: Generate = (dice, { userId, own, foreign, missing }) => {
  const chat = dice.pick([own, foreign, missing]);
  const stranger = dice.chance(0.1);
  const content = goodText(dice);
  const { values, complaints } = fill(dice, {
    sender_id: integer('sender_id', stranger ? userId + 1 : userId),
    conversation_id: integer('conversation_id', chat.id),
    message_type: {
      right: ['text'],
      wrong: [
        ...[undefined, null, ''].map((value): Offer => [value, `message_type should not be empty, ${TYPES}`]),
        ...['video', 'TEXT', 5, [], {}].map((value): Offer => [value, TYPES]),
      ],
    },
    content: {
      right: [content],
      wrong: [
        ...[undefined, null].map((value): Offer => [
          value,
          'content should not be empty, content must be a string',
        ]),
        ...[5, true, [], {}].map((value): Offer => [value, 'content must be a string']),
        ['', 'content should not be empty'],
        [' \n ', 'content should not be empty'],
        ...badTexts(dice),
      ],
    },
    clientId: { right: [dice.pick([undefined, null])], wrong: badClientIds },
  });
  const refused = (error: string): Generated => ({
    frame: ['send-message', values],
    fate: { answer: { error } },
  });
  if (complaints.length > 0) return refused(complaints.join(', '));
  if (stranger) return refused('sender_id must be the connected user');
  if (chat !== own) return refused(chat === foreign ? UNAUTHORIZED : 'Conversation not found');
  const answer: unknown = expect.objectContaining({ sender_id: userId, conversation_id: own.id, content });
  return { frame: ['send-message', values], fate: { answer }, stores: content };
};

/** A call that is refused, or that is said to have gone well. */
function called(event: string, payload: Record<string, unknown>, error: string | undefined): Generated {
  const { conversationId } = payload;
  const repeated = conversationId === undefined ? {} : { conversationId };
  return {
    frame: [event, payload],
    fate: {
      answer: error === undefined ? { success: true, ...repeated } : { success: false, ...repeated, error },
    },
  };
}

const first = (complaints: readonly string[]) => (complaints.length > 0 ? complaints.join(', ') : undefined);

/** A good join counts against a limit: it is left to other tests. */
const joining: Generate = (dice, { userId, own }) => {
  const { values, complaints } = fill(dice, {
    conversationId: integer('conversationId', own.id),
    userId: integer('userId', userId + 1),
  });
  return called('join-conversation', values, first(complaints) ?? 'userId does not match');
};

/** Leaving what one is not in is no mistake. */
const leaving: Generate = (dice, { own, foreign, missing }) => {
  if (dice.chance(0.2)) return notAnObject(dice, 'leave-conversation');
  const chat = dice.pick([own, foreign, missing]);
  const { values, complaints } = fill(dice, { conversationId: integer('conversationId', chat.id) });
  return called('leave-conversation', values, first(complaints));
};

const typing: Generate = (dice, { userId, own }) => {
  const stranger = dice.chance(0.5);
  const { values, complaints } = fill(dice, {
    conversationId: integer('conversationId', own.id),
    userId: integer('userId', stranger ? userId + 1 : userId),
    isTyping: { right: [true], wrong: wrongFor('isTyping', 'must be a boolean value', ['true', 1, [], {}]) },
  });
  return called('typing', values, first(complaints) ?? (stranger ? 'userId does not match' : undefined));
};

/** What is no object has none of its fields. */
function notAnObject({ pick }: Dice, event: string): Generated {
  const error = 'conversationId should not be empty, conversationId must be an integer number';
  return { ...called(event, {}, error), frame: [event, pick<unknown>([null, 'a', 5, true, [], [{}]])] };
}
