import type { Visitor } from '#server/protocol/widget.ts';
import type { Account } from '#server/protocol/identity.ts';

/** A visitor as they come in. */
export interface Arrival extends Pick<Visitor, 'site' | 'email'> {
  name: string;
  /** Who they are to the site; null for one that nobody knows. */
  externalId: string | null;
}

export interface VisitorStore {
  /** Makes a visitor; of one whom the site knows there is one only, of whom it is kept what the site says now. */
  admit(arrival: Arrival): Promise<Account>;
  /** What is known of a user who is a visitor; undefined for everybody else. */
  of(userId: number): Promise<Visitor | undefined>;
}
