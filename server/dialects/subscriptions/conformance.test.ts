import { conform } from '#server/dialects/conformance.ts';
import { startApplication } from '#server/testing/application.ts';
import { subscriptions } from '#server/testing/voices/subscriptions.ts';

const error = (text: string) => ({ error: text, status: 'error' });
const nowhere = '00000000-0000-4000-8000-000000000000';

const mistakes = [
  [{ action: 'dance' }, error('Unknown action')],
  ['[]', error('Unknown action')],
  [{ action: 'message', text: 'x' }, error('Missing chat_id')],
  [{ action: 'message', chat_id: nowhere, text: ' ' }, error('Message cannot be empty')],
  [{ action: 'message', chat_id: nowhere, text: 'x' }, error('no access')],
] as const;

conform({ ...subscriptions, mistakes }, startApplication);
