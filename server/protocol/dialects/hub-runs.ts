import type { runCommands, runEvents } from '#server/protocol/runs.ts';
import type { handOffCommands } from '#server/protocol/hand-off.ts';
import type { pinCommands, pinEvents } from '#server/protocol/pins.ts';
import type { shareCommands } from '#server/protocol/shares.ts';
import type { CommandWords } from './hub-words.ts';

/** What is said of the hub's commands for the assistant. */
export const runCommandWords: Record<
  | keyof typeof runCommands
  | keyof typeof shareCommands
  | keyof typeof pinCommands
  | keyof typeof handOffCommands,
  CommandWords
> = {
  'conversation.assistant': {
    about: 'A new conversation with the assistant. A repeated clientId answers the first.',
    errors: [],
  },
  'assistant.options': {
    about:
      'The models to choose from, the usual one first, how often one may still ask, whether answers can be read aloud, and recordings written down.',
    errors: [],
  },
  'run.list': {
    about: 'The answers that are being made, in their order, with their text so far.',
    errors: ['conversation_not_found'],
  },
  'run.stop': {
    about: 'Stops an answer, by whoever asked. What has come of its text stays.',
    errors: ['run_not_found', 'forbidden'],
  },
  'run.regenerate': {
    about: 'One more answer of one’s own prompt. A repeated clientId answers the first run.',
    errors: ['message_not_found', 'message_deleted', 'forbidden', 'model_not_found', 'assistant_limited'],
  },
  'run.continue': {
    about: 'One more answer, which begins with the text of one that broke off and goes on.',
    errors: ['message_not_found', 'message_deleted', 'forbidden', 'answer_complete', 'assistant_limited'],
  },
  'answer.speak': {
    about: 'Has an answer spoken, once for all who may read it; then its audioUrl is there.',
    errors: ['speech_off', 'message_not_found', 'nothing_to_speak', 'rate_limited', 'speech_failed'],
  },
  'speech.always': {
    about: 'Whether answers to one’s own prompts are spoken whenever one is given.',
    errors: ['speech_off'],
  },
  'answer.rate': {
    about: 'One’s own judgement of an answer; null takes it back.',
    errors: ['message_not_found'],
  },
  'answer.ratings': {
    about: 'One’s own judgements in a conversation.',
    errors: ['conversation_not_found'],
  },
  'share.get': {
    about: 'The link by which others read one’s conversation with the assistant; null where there is none.',
    errors: ['conversation_not_found'],
  },
  'share.make': {
    about: 'Makes that link, or lets the one that is there show what there is now.',
    errors: ['conversation_not_found'],
  },
  'share.end': {
    about: 'Ends that link: it leads nowhere from now on, and a later one is another.',
    errors: ['conversation_not_found'],
  },
  'pin.set': {
    about: 'Pins one’s conversation with the assistant, or unpins it.',
    errors: ['conversation_not_found', 'too_many_pins'],
  },
  'assistant.handOff': {
    about:
      'Opens a support chat with what was said in one’s conversation with the assistant, or answers the one that is open. The assistant is silent there from then on, but for what names it.',
    errors: ['conversation_not_found', 'rate_limited', 'chat_closed'],
  },
  'assistant.askBack': {
    about: 'Lets the assistant answer again after a handing off.',
    errors: ['conversation_not_found'],
  },
  'pin.list': { about: 'What one has pinned, the latest first.', errors: [] },
};

export const runEventWords: Record<keyof typeof runEvents | keyof typeof pinEvents, string> = {
  run: 'An answer is being made: the run was queued, has begun, goes on with another provider, or has ended.',
  pins: 'What the user has pinned is another: ask pin.list.',
  'run.text': 'More text of a run: offset counts UTF-16 code units.',
};
