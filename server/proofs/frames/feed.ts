import { anything, malformed } from './dice.ts';
import type { Generate } from './generated.ts';

const error = (message: string) => ({ answer: { type: 'error', message } });

/** `feed`, to a socket that is signed in (feed.md, and README "feed"). */
export const feedFrame: Generate = (dice, { token }) => {
  const kind = dice.random();
  if (kind < 0.01)
    return { frame: JSON.stringify({ type: 'auth', token }), fate: { answer: { type: 'auth_success' } } };
  if (kind < 0.012) {
    const bad = dice.pick<unknown>(['', 'nonsense', `${token}x`, 5, null, {}, ['a']]);
    return {
      frame: JSON.stringify({ type: 'auth', token: bad }),
      fate: { closed: 1008, said: { type: 'auth_error', message: 'Token is invalid' } },
    };
  }
  if (kind < 0.3) return { frame: malformed(dice), fate: error('Malformed JSON') };
  const type = dice.pick([
    'auth_success',
    'auth ',
    'Auth',
    'new_message',
    'error',
    '',
    null,
    5,
    ['auth'],
    { type: 'auth' },
  ]);
  const frame = kind < 0.6 ? { token, payload: anything(dice), type } : anything(dice);
  return { frame: JSON.stringify(frame), fate: error('Unknown message type') };
};
