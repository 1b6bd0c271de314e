import { anything, goodText, malformed } from './dice.ts';
import { type Fate, type Generate, type Offer, badClientIds, badTexts, fill } from './generated.ts';

const error = (text: string): Fate => ({
  answer: {
    event: 'chat_error',
    success: false,
    message: { content: [text], displayable: true },
    data: null,
  },
});

const notNumbers = (field: string): Offer[] =>
  ['1', 0, -1, 1.5, true, [], {}].map((value) => [value, `${field} must be a number`]);

/** `assistant`: nothing of it asks the model (assistant.md, and README "assistant"). */
export const assistantFrame: Generate = (dice, scene) => {
  const kind = dice.random();
  if (kind < 0.2) return { frame: malformed(dice), fate: error('Malformed JSON') };
  if (kind < 0.3) {
    const frame = dice.pick<unknown>([null, 5, true, 'chat_message', [], [{ event: 'chat_message' }]]);
    return { frame: JSON.stringify(frame), fate: error('The frame must be an object') };
  }
  if (kind < 0.5) {
    const event = dice.pick([undefined, null, 'chat_response', 'Chat_message', '', 5, ['chat_message'], {}]);
    return { frame: JSON.stringify({ event, data: anything(dice) }), fate: error('Unknown event') };
  }
  if (kind < 0.55) {
    const data = dice.pick<unknown>([undefined, null, 5, 'a', true, []]);
    return { frame: JSON.stringify({ event: 'chat_message', data }), fate: error('data must be an object') };
  }
  return asking(dice, scene);
};

const asking: Generate = (dice, { userId, foreign, missing }) => {
  const stranger = dice.chance(0.3);
  const { values, complaints } = fill(dice, {
    userId: {
      right: [stranger ? userId + 1 : userId],
      wrong: [
        ...notNumbers('userId'),
        [undefined, 'userId must be a number'],
        [null, 'userId must be a number'],
      ],
    },
    prompt: {
      right: [goodText(dice)],
      wrong: [
        ...[undefined, null, 5, [], {}].map((value): Offer => [value, 'prompt must be a string']),
        ...['', ' \n '].map((value): Offer => [value, 'prompt should not be empty']),
        ...badTexts(dice),
      ],
    },
    sessionId: { right: [dice.pick([foreign, missing]).id], wrong: notNumbers('sessionId') },
    clientId: { right: [dice.pick([undefined, null])], wrong: badClientIds },
  });
  const refusal = stranger ? 'userId does not match' : 'Conversation not found';
  return {
    frame: JSON.stringify({ event: 'chat_message', data: values }),
    fate: error(complaints[0] ?? refusal),
  };
};
