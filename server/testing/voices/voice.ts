import type { Named, Speaker, Voice, World } from '#server/dialects/conformance.ts';
import type { Stored } from './stored.ts';

/** A message as a socket was pushed it: its text, and all of it. */
export interface Push {
  text: string;
  frame: unknown;
}

/** A socket of any dialect, with what it was told word by word. */
export interface FullVoice extends Voice {
  /** Everything that it was told so far, in that order. */
  frames(): unknown[];
  /** Every message pushed so far, in that order. */
  pushes(): Push[];
  /** Sends a text; resolves with the answer as it came. Missing where the dialect only receives. */
  ask?(conversation: Named, text: string, clientId?: string): Promise<unknown>;
}

/** A dialect: how its clients come, and how it tells of a message. */
export interface FullSpeaker extends Speaker {
  connect(world: Pick<World, 'address'>, token: string, conversations: readonly Named[]): Promise<FullVoice>;
  /** The frame in which everybody in the conversation hears of the message, by the dialect's document. */
  pushOf(message: Stored): unknown;
  /** What the sender of the message is answered. Missing where the dialect only receives. */
  answerOf?(message: Stored): unknown;
}
