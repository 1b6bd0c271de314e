import { type Listen, type NotHeard, refusalOf } from './listening.ts';

/** What is used of the Web Speech API, which not every browser has and TypeScript does not know. */
interface Recognition extends EventTarget {
  lang: string;
  continuous: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}

interface Heard extends Event {
  results: Iterable<Iterable<{ transcript: string }>>;
}

type Recognizing = typeof globalThis & Record<string, (new () => Recognition) | undefined>;

const constructorOf = () => {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as Recognizing;
  return SpeechRecognition ?? webkitSpeechRecognition;
};

/** Whether the browser itself can listen. */
export const recognizes = (): boolean => constructorOf() !== undefined;

const textOf = ({ results }: Heard): string =>
  [...results]
    .map(([best]) => best?.transcript.trim() ?? '')
    .join(' ')
    .trim();

/** Lets the browser, or whom it asks, find the words. */
export const recognize: Listen = async (ended) => {
  const Constructor = constructorOf();
  if (!Constructor) throw refusalOf('');
  const recognition = new Constructor();
  recognition.lang = navigator.language;
  recognition.continuous = true;
  const begun = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  let text = '';
  let refusal: NotHeard | undefined;
  recognition.addEventListener('start', () => begun.resolve());
  recognition.addEventListener('result', (event) => (text = textOf(event as Heard)));
  recognition.addEventListener('error', (event) => {
    const error = 'error' in event ? String(event.error) : '';
    if (error !== 'no-speech' && error !== 'aborted') refusal = refusalOf(error);
  });
  recognition.addEventListener('end', () => {
    over.resolve();
    begun.resolve();
    ended();
  });
  recognition.start();
  await begun.promise;
  if (refusal) throw refusal;
  return {
    async finish() {
      recognition.stop();
      await over.promise;
      if (refusal && text === '') throw refusal;
      return text;
    },
    cancel: () => recognition.abort(),
  };
};
