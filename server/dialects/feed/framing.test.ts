import { sharedApplication } from '#server/testing/application.ts';
import { framingSuite } from '#server/testing/framing-suite.ts';

const application = sharedApplication({ CONNECTION_LIMIT: '1000' });

framingSuite(application, {
  path: () => '/ws/feed',
  greet: ({ token }) => JSON.stringify({ type: 'auth', token }),
  good: '{"type":"…👍"}',
  answer: '{"type":"error","message":"Unknown message type"}',
  texts: [
    '{"type":"auth_success"}',
    '{"type":"new_message","payload":{"id":"1","chatId":"1","content":"Hello, world!"}}',
    '{"event":"chat_message","data":{"userId":1,"prompt":"Hello?"}}',
    '[{"type":"error"}]',
  ],
});
