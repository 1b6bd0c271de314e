import { sharedApplication } from '#server/testing/application.ts';
import { framingSuite } from '#server/testing/framing-suite.ts';

const application = sharedApplication({ CONNECTION_LIMIT: '1000' });

const error = (text: string) =>
  JSON.stringify({
    event: 'chat_error',
    success: false,
    message: { content: [text], displayable: true },
    data: null,
  });

framingSuite(application, {
  path: ({ token }) => `/ws/assistant?token=${token}`,
  greet: () => '{"event":"hello"}',
  good: '{"event":"…👍"}',
  answer: error('Unknown event'),
  texts: [
    '{"event":"chat_message","data":{"userId":999999,"prompt":"Hello?"}}',
    '{"event":"chat_response","data":{"sessionId":1,"content":"Hello?"}}',
    '{"event":"chat_message","data":{"userId":"1","prompt":"","sessionId":{}}}',
    '[{"event":"chat_message"}]',
  ],
});
