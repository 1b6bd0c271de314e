import { conform } from '#server/dialects/conformance.ts';
import { startApplication } from '#server/testing/application.ts';
import { support } from '#server/testing/voices/support.ts';

const error = (data: string) => ({ event: 'error', data });

const mistakes = [
  [['dance', {}], error('Unknown event')],
  [['joinChat', null], error('chatId must be a string')],
  [['joinChat', '1000000'], error('Conversation not found')],
  [['leaveChat', ''], error('chatId should not be empty')],
  [['getActiveUsers', 'nonsense'], error('Conversation not found')],
  [['sendMessage', []], error('The payload must be an object')],
  [['sendMessage', { chatId: '1' }], error('message must be an object')],
  [['sendMessage', { chatId: '1', message: {} }], error('A message needs text or fileId')],
  [['sendMessage', { chatId: '1000000', message: { text: 'x' } }], error('Conversation not found')],
  [['typing', { chatId: '1', isTyping: 'yes' }], error('isTyping must be a boolean')],
  [['readMessages', { chatId: '1', messageIds: '1' }], error('messageIds must be an array')],
] as const;

conform({ ...support, mistakes }, startApplication);
