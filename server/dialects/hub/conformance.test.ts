import { conform } from '#server/dialects/conformance.ts';
import { ChatError, type ErrorCode, viewError } from '#server/protocol/errors.ts';
import { startApplication } from '#server/testing/application.ts';
import { hub } from '#server/testing/voices/hub.ts';

const refusal = (code: ErrorCode) => ({ ok: false, error: viewError(new ChatError(code)) });

const mistakes = [
  [['message.shout', {}], refusal('unknown_command')],
  [['constructor', {}], refusal('unknown_command')],
  [
    ['conversation.open', { conversationId: 'x' }],
    {
      ok: false,
      error: viewError(
        new ChatError('validation_failed', {
          fields: { conversationId: 'Invalid input: expected number, received string' },
        }),
      ),
    },
  ],
  [['conversation.open', { conversationId: 4_000_000 }], refusal('conversation_not_found')],
] as const;

conform({ ...hub, mistakes }, startApplication);
