import type { Answer } from '#server/protocol/conversation.ts';
import type { Account } from '#server/protocol/identity.ts';
import type { TestApplication } from '#server/testing/application.ts';

/** A message as the database holds it, with everything that one dialect or another tells of it. */
export interface Stored {
  id: number;
  seq: number;
  version: number;
  clientId: string;
  content: string;
  createdAt: string;
  sender: Account;
  /** Of the assistant's messages only. */
  answer: Answer | null;
  conversation: {
    id: number;
    uuid: string;
    createdBy: number;
    /** The other one of two, the owner of a support chat, else null. */
    receiverId: number | null;
  };
}

interface Row extends Omit<Stored, 'createdAt' | 'sender' | 'conversation'> {
  createdAt: Date;
  sender: Account;
  conversation: Omit<Stored['conversation'], 'receiverId'> & { kind: string };
  adminId: number | null;
  others: number[] | null;
}

/** The messages of a conversation by `seq`, read behind the server's back. */
export async function storedIn(application: TestApplication, conversationId: number): Promise<Stored[]> {
  const { rows } = await application.pool.query<Row>(
    `select m.id, m.seq, m.version, m.client_id as "clientId", m.content, m.created_at as "createdAt",
       case when m.prompt_id is not null then json_build_object('promptId', m.prompt_id, 'precis', m.precis,
         'audioUrl', m.audio_url, 'fallbackUsed', m.fallback_used, 'status', m.status, 'provider', m.provider,
         'model', m.model, 'error', m.error, 'citations', coalesce(m.citations, '[]')) end as answer,
       json_build_object('id', u.id, 'username', u.username, 'name', u.name, 'email', u.email, 'role', u.role) as sender,
       json_build_object('id', c.id, 'uuid', c.uuid, 'createdBy', c.created_by, 'kind', c.kind) as conversation,
       s.admin_id as "adminId",
       (select json_agg(p.user_id) from participants p
         where p.conversation_id = c.id and p.left_at is null and p.user_id <> c.created_by) as others
     from messages m join conversations c on c.id = m.conversation_id join users u on u.id = m.sender_id
       left join support_chats s on s.conversation_id = c.id
     where c.id = $1 order by m.seq`,
    [conversationId],
  );
  return rows.map(({ conversation: { kind, ...conversation }, adminId, others, createdAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    conversation: { ...conversation, receiverId: kind === 'support' ? adminId : onlyOne(others) },
  }));
}

const onlyOne = (others: readonly number[] | null) => (others?.length === 1 ? (others[0] ?? null) : null);
