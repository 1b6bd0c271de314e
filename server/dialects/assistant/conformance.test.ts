import { conform } from '#server/dialects/conformance.ts';
import { startAssistant } from '#server/testing/assistant.ts';
import { assistant, HELLO } from '#server/testing/voices/assistant.ts';

const error = (text: string) => ({
  event: 'chat_error',
  success: false,
  message: { content: [text], displayable: true },
  data: null,
});

const mistakes = [
  ['{', error('Malformed JSON')],
  ['[]', error('The frame must be an object')],
  [{ event: 'chat_response' }, error('Unknown event')],
  [{ event: 'chat_message', data: { userId: 1 } }, error('prompt must be a string')],
] as const;

conform({ ...assistant, mistakes, onlyAnswers: HELLO }, startAssistant);
