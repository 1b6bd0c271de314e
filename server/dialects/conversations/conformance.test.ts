import { conform } from '#server/dialects/conformance.ts';
import { startApplication } from '#server/testing/application.ts';
import { conversations } from '#server/testing/voices/conversations.ts';

const joinRefused = (error: string, more = {}) => ({ success: false, error, ...more });

const mistakes = [
  [['dance', {}], { error: 'Unknown event' }],
  [
    ['send-message', { sender_id: 1, conversation_id: 1, message_type: 'text', content: 1 }],
    { error: 'content must be a string' },
  ],
  [
    ['join-conversation', { conversationId: 1, userId: '1' }],
    joinRefused('userId must be an integer number', { conversationId: 1 }),
  ],
  [
    ['join-conversation', { conversationId: 1, userId: 1e9 }],
    joinRefused('userId does not match', { conversationId: 1 }),
  ],
  [
    ['leave-conversation', []],
    joinRefused('conversationId should not be empty, conversationId must be an integer number'),
  ],
  [
    ['typing', { conversationId: 1, userId: 1, isTyping: 'yes' }],
    joinRefused('isTyping must be a boolean value', { conversationId: 1 }),
  ],
] as const;

conform({ ...conversations, mistakes }, startApplication);
