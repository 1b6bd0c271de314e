import { describe, expect, it } from 'vitest';
import { checkAcknowledgement, checkEvent, checkFrame, dialectOf } from './sockets.ts';

const refused = (code: string) => ({ ok: false, error: { code, message: 'No', retryable: false } });

describe('the contract of sockets', () => {
  it('takes what the document says', () => {
    checkEvent('hub', 'added', { conversationId: 12 });
    checkEvent('hub', 'heads', [[12, 9]]);
    checkAcknowledgement('hub', 'conversation.rename', refused('forbidden'));
    checkAcknowledgement('hub', 'no.such.command', refused('unknown_command'));
    checkEvent('conversations', 'message-error', { error: 'Too many messages, try again in 4 s' });
    checkAcknowledgement('support', 'joinChat', { event: 'error', data: 'Conversation not found' });
    checkFrame('/chats/ws', { error: 'no access', status: 'error' });
    checkFrame('/', { type: 'auth_error', message: 'No auth within 10 s' });
    expect([dialectOf('/'), dialectOf('/chat'), dialectOf('/hub')]).toEqual([
      'support',
      'conversations',
      'hub',
    ]);
  });

  it.each([
    ['an event that is not in it', () => checkEvent('hub', 'renamed', {})],
    ['a key that is not in it', () => checkEvent('hub', 'added', { conversationId: 12, title: '' })],
    ['a key that is missing', () => checkEvent('hub', 'added', {})],
    [
      'an error that a command does not name',
      () => checkAcknowledgement('hub', 'people.get', refused('forbidden')),
    ],
    [
      'an answer of another command',
      () => checkAcknowledgement('support', 'typing', { event: 'leftChat', data: '1' }),
    ],
    ['a frame of another dialect', () => checkFrame('/chats/ws', { type: 'auth_success' })],
    [
      'a key too many in a frame',
      () => checkFrame('/chats/ws', { error: 'no access', status: 'error', code: 1 }),
    ],
    ['a text that nobody has described', () => checkEvent('conversations', 'error', { message: 'Nope' })],
    ['such a text in a frame', () => checkFrame('/ws/feed', { type: 'error', message: 'Nope' })],
  ])('refuses %s', (_what, check) => {
    expect(check).toThrow(/document|describe|description/);
  });
});
