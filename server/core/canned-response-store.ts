import type {
  CannedResponse,
  CannedResponseChange,
  CannedResponseText,
} from '#server/protocol/canned-responses.ts';

/** The texts that admins keep ready. */
export interface CannedResponseStore {
  /** By name. */
  all(): Promise<CannedResponse[]>;
  /** `taken` where the name is another's, `full` where there are `most` already. */
  create(text: CannedResponseText, most: number): Promise<CannedResponse | 'taken' | 'full'>;
  /** Undefined where there is none such; `taken` where the new name is another's. */
  change(id: number, change: CannedResponseChange): Promise<CannedResponse | 'taken' | undefined>;
  /** Answers its name; undefined where there is none such. */
  remove(id: number): Promise<string | undefined>;
}
