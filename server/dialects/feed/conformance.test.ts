import { conform } from '#server/dialects/conformance.ts';
import { startApplication } from '#server/testing/application.ts';
import { feed } from '#server/testing/voices/feed.ts';

const error = (message: string) => ({ type: 'error', message });

const mistakes = [
  ['{', error('Malformed JSON')],
  ['null', error('Unknown message type')],
  [{ type: 'subscribe' }, error('Unknown message type')],
  [{ type: 'new_message', payload: {} }, error('Unknown message type')],
] as const;

conform({ ...feed, mistakes }, startApplication);
