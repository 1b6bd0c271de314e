/** The words by which admins sort support chats. */
export interface LabelStore {
  /** Puts the label on the chat or takes it off, an event; undefined where the chat would have more than `most`. */
  set(
    conversationId: number,
    label: string,
    on: boolean,
    by: { most: number; actorId: number },
  ): Promise<{ labels: string[]; changed: boolean } | undefined>;
  of(conversationId: number): Promise<string[]>;
  /** Those that any chat has, in order. */
  all(limit: number): Promise<string[]>;
}
