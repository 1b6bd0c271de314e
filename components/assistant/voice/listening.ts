/** Somebody speaks, and is listened to. */
export interface Listening {
  /** Enough was said; answers what it was. Rejects with whatever has text to show as its message. */
  finish(): Promise<string>;
  /** It is not wanted. */
  cancel(): void;
}

/** Begins to listen. `ended` is called where nothing more is taken. Rejects as `finish` does. */
export type Listen = (ended: () => void) => Promise<Listening>;

/** Why nobody is heard; its message may be shown. */
export class NotHeard extends Error {
  override name = 'NotHeard';
}

/** What a browser has against its microphone. */
export function refusalOf(name: string): NotHeard {
  if (name === 'NotAllowedError' || name === 'not-allowed' || name === 'service-not-allowed')
    return new NotHeard('This page may not use the microphone: allow it in the browser');
  if (name === 'NotFoundError' || name === 'audio-capture') return new NotHeard('There is no microphone');
  return new NotHeard('The microphone does not work');
}
