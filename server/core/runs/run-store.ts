import type { Conversation, Message } from '#server/protocol/conversation.ts';
import type { Rating, Run, RunState } from '#server/protocol/runs.ts';

/** A run on its way into the store. */
export interface NewRun extends Pick<
  Run,
  'conversationId' | 'promptId' | 'askerId' | 'model' | 'continuesId' | 'content'
> {
  /** The asker's name for it: the same one is the same run. */
  clientId: string;
}

/** How far a run has come, as it is kept now and then. */
export type RunProgress = Pick<Run, 'id' | 'content' | 'provider' | 'model' | 'fallbackUsed' | 'citations'>;

/** How a run ended. */
export interface RunEnd extends RunProgress {
  state: Exclude<RunState, 'QUEUED' | 'RUNNING'>;
  error: string | null;
  /** Null where not even the answer's message could be stored. */
  messageId: number | null;
}

/** A message as context of an answer. */
export interface Said {
  id: number;
  seq: number;
  replacesId: number | null;
  /** Of an answer: what it answers. */
  promptId: number | null;
  name: string;
  byAssistant: boolean;
  /** Empty where it was deleted. */
  content: string;
}

/** What a run may know of its conversation. */
export interface RunSetting extends Pick<Conversation, 'kind' | 'title'> {
  summary: string | null;
  prompt: Said;
  /**
   * Of an assistant conversation the prompts up to this one, the newest 200, and the latest completed answer of each; of
   * others the 50 messages before it. Ascending.
   */
  earlier: Said[];
}

/** A run that was begun. */
export interface ClaimedRun {
  run: Run;
  /** Somebody wants it stopped. */
  stopping: boolean;
  /** The conversation's, then. */
  version: number;
}

/** Runs as core needs them. */
export interface RunStore {
  /** The user that answers. */
  assistantId(): Promise<number>;
  add(run: NewRun): Promise<Run>;
  /** Where the user may read its conversation. */
  find(runId: number, userId: number): Promise<Run | undefined>;
  /** A message of a conversation that the user is in; `asked` where runs were made for it. */
  readable(messageId: number, userId: number): Promise<{ message: Message; asked: boolean } | undefined>;
  /** The latest final answer of a prompt. */
  answerTo(promptId: number): Promise<Message | undefined>;
  /** Those that have not ended, in their order. */
  open(conversationId: number): Promise<Run[]>;
  /** Begins the first open run of the conversation, where none runs yet: of many owners at once one gets it. */
  claim(conversationId: number, owner: string): Promise<ClaimedRun | undefined>;
  /** Puts a run that was claimed back into the queue. */
  handBack(runId: number, owner: string): Promise<void>;
  /** Keeps what the owner has made and says that it lives; answers which runs are still its own. One statement. */
  checkpoint(owner: string, progress: readonly RunProgress[]): Promise<{ id: number; stopping: boolean }[]>;
  /** Whoever runs it, or comes to, ends it. */
  markStopping(runId: number): Promise<void>;
  /** Answers the run as it ended, also where somebody else had ended it before. */
  close(end: RunEnd): Promise<Run | undefined>;
  /** Makes those runs the owner's whose own owner has been silent for so long, except these. */
  takeOver(owner: string, silentSeconds: number, except: readonly number[]): Promise<Run[]>;
  /** Conversations whose first open run has waited for so long and is not begun. */
  stranded(seconds: number): Promise<number[]>;
  setting(run: Pick<Run, 'conversationId' | 'promptId'>): Promise<RunSetting | undefined>;
  /** Not where something was edited or deleted since the prompt's answer was begun: the summary may know it still. */
  saveSummary(made: Pick<Run, 'conversationId' | 'promptId'>, summary: string): Promise<void>;
  /** Runs of the asker in the last so many seconds, and how many seconds ago the oldest of them was made. */
  used(askerId: number, seconds: number): Promise<{ count: number; oldestAge: number }>;
  rate(userId: number, rating: Rating | { messageId: number; rating: null }): Promise<void>;
  ratings(conversationId: number, userId: number): Promise<Rating[]>;
}
