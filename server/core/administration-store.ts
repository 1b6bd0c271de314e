import type { Administrator, AuditAction, AuditEntry } from '#server/protocol/administration.ts';
import type { KeptSettings, SupportSettings } from '#server/protocol/support-settings.ts';

/** Who keeps the desk. */
export interface AdministratorStore {
  /** Owners first, then by name. */
  all(): Promise<Administrator[]>;
  /**
   * Makes somebody of an account an admin, an owner, or neither; another role ends their sessions in the same transaction.
   * `last_owner`: there would be no owner any more. Undefined: there is no such person, or they are a visitor.
   */
  set(
    userId: number,
    to: { admin: boolean; owner: boolean },
  ): Promise<AdministratorSet | 'last_owner' | undefined>;
}

export interface AdministratorSet {
  person: Administrator;
  before: { admin: boolean; owner: boolean };
  /** The ids of the sessions that have ended. */
  ended: string[];
}

/** What is written into the audit log. */
export interface AuditRecord {
  actorId: number;
  action: AuditAction;
  subject: string;
  changes: readonly string[];
}

export interface AuditStore {
  record(entry: AuditRecord): Promise<void>;
  /** The latest first, from before the id. */
  list(before: number | null, limit: number): Promise<AuditEntry[]>;
}

export interface SettingsStore {
  /** Undefined until they were set. */
  get(): Promise<KeptSettings | undefined>;
  /** Undefined where the version is another. */
  save(settings: SupportSettings, version: number): Promise<KeptSettings | undefined>;
}
