import type { Summary } from '#server/protocol/conversation.ts';
import type { Person } from '#server/protocol/identity.ts';
import type { DeskChat, Snooze } from '#server/protocol/support-hub.ts';
import { labelsOf } from './labels.ts';
import { aroundSummary, iso, personOf, snoozeOf, summaryView } from './views.ts';

/** A support chat as the desk shows it, as it comes out of the database. */
export interface DeskRow {
  summary: Summary;
  client: Person;
  owner: Person | null;
  changedAt: string;
  labels: string[];
  snooze: Snooze | null;
}

/** The columns of a `DeskRow`, over `support_chats t` and `aroundDeskRow`. */
export const deskRow = `${summaryView} as summary, ${personOf('w')} as client,
  case when a.id is not null then ${personOf('a')} end as owner, ${iso('t.updated_at')} as "changedAt",
  ${labelsOf('t')} as labels, ${snoozeOf('t')} as snooze`;

/** What a desk row shows besides `support_chats t`, for the admin `$1`. */
export const aroundDeskRow = `join conversations c on c.id = t.conversation_id
  left join lateral (
    select user_id, read_seq from participants
    where conversation_id = c.id and user_id = $1 and left_at is null limit 1) p on true
  ${aroundSummary} join users w on w.id = t.client_id left join users a on a.id = t.admin_id`;

/** Undefined of what is no support chat. */
export function deskChatOf({
  summary,
  client,
  owner,
  changedAt,
  labels,
  snooze,
}: DeskRow): DeskChat | undefined {
  const { kind, support } = summary;
  if (kind !== 'support' || !support) return undefined;
  return { ...summary, kind, support, client, owner, changedAt, labels, snooze };
}
