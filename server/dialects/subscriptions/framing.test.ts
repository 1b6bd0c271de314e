import { sharedApplication } from '#server/testing/application.ts';
import { framingSuite } from '#server/testing/framing-suite.ts';

const application = sharedApplication({ CONNECTION_LIMIT: '1000' });

const error = (text: string) => JSON.stringify({ error: text, status: 'error' });
const nowhere = '00000000-0000-4000-8000-000000000000';

const good = '{"action":"message","chat_id":"…","text":"👍"}';

framingSuite(application, {
  path: ({ token }) => `/chats/ws?token=${token}`,
  greet: () => good,
  good,
  answer: error('no access'),
  texts: [
    `{"action":"message","chat_id":"${nowhere}","text":"Hello, world!","clientId":"one"}`,
    `{"action":"subscribe","chat_ids":["${nowhere}","1","2"]}`,
    '{"action":"dance"}',
    '{"action":"message","chat_id":"chat-uuid-1","text":""}',
  ],
});
