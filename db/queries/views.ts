/** SQL that renders rows in the protocol's shapes, so that one statement answers one snapshot in its final form. */

/** ISO 8601 in UTC with milliseconds. */
export const iso = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A `File`, over a row of `files`. */
export const fileView = (f: string) => `json_build_object('id', ${f}.id, 'name', ${f}.name,
  'mimeType', ${f}.mime_type, 'size', ${f}.size, 'width', ${f}.width, 'height', ${f}.height)`;

/** An `Answer`, over `messages m`. */
const answerView = `json_build_object(
  'promptId', m.prompt_id, 'precis', m.precis, 'audioUrl', m.audio_url, 'fallbackUsed', m.fallback_used,
  'status', m.status, 'provider', m.provider, 'model', m.model, 'error', m.error,
  'citations', coalesce(m.citations, '[]'::jsonb))`;

/** A `Message`, over `messageTables`. */
export const messageView = `json_build_object(
  'id', m.id, 'conversationId', m.conversation_id, 'seq', m.seq, 'version', m.version, 'senderId', m.sender_id,
  'clientId', m.client_id, 'kind', m.kind, 'content', m.content,
  'replyTo', case when r.id is not null then json_build_object(
    'id', r.id, 'seq', r.seq, 'senderId', r.sender_id, 'deleted', r.deleted_at is not null,
    'createdAt', ${iso('r.created_at')},
    'excerpt', case when r.deleted_at is null then left(r.content, 160) else '' end,
    'file', case when rf.id is not null then ${fileView('rf')} end) end,
  'reactions', m.reactions, 'createdAt', ${iso('m.created_at')}, 'editedAt', ${iso('m.edited_at')},
  'deletedAt', ${iso('m.deleted_at')}, 'answer', case when m.prompt_id is not null then ${answerView} end,
  'file', case when f.id is not null then ${fileView('f')} end, 'replacesId', m.replaces_id)`;

export const messageTables = `messages m left join messages r on r.id = m.reply_to_id
  left join files f on f.id = m.file_id and m.deleted_at is null
  left join files rf on rf.id = r.file_id and r.deleted_at is null`;

/** A `Participant`, over `participants p`. */
export const participantView = `json_build_object(
  'userId', p.user_id, 'role', p.role, 'readSeq', p.read_seq, 'version', p.version,
  'joinedAt', ${iso('p.joined_at')}, 'leftAt', ${iso('p.left_at')})`;

/** A `Person`, over `users` by that alias. */
export const personOf = (u: string) =>
  `json_build_object('id', ${u}.id, 'username', ${u}.username, 'name', ${u}.name, 'role', ${u}.role)`;

/** A `Person`, over `users u`. */
export const personView = personOf('u');

/** An `Account`, over `users u`. */
export const accountView = `json_strip_nulls(json_build_object(
  'id', u.id, 'username', u.username, 'name', u.name, 'email', u.email, 'role', u.role,
  'owner', case when u.owner then true end))`;

/** A `SupportState`, over `support_chats s`. */
export const supportState = `json_build_object('status', s.status, 'clientId', s.client_id, 'adminId', s.admin_id, 'rating', s.rating)`;

/** A `Snooze`, over `support_chats` by that alias; null where it is not snoozed. */
export const snoozeOf = (t: string) =>
  `case when ${t}.snoozed_at is not null then json_build_object('until', ${iso(`${t}.snoozed_until`)}) end`;

/** The fields of a `Conversation`, over `conversations c`. */
const conversationFields = `
  'id', c.id, 'uuid', c.uuid, 'kind', c.kind, 'title', c.title, 'createdBy', c.created_by,
  'createdAt', ${iso('c.created_at')}, 'activeAt', ${iso('c.active_at')}, 'lastSeq', c.last_seq, 'version', c.version,
  'support', case when c.kind = 'support' then (
    select ${supportState} from support_chats s where s.conversation_id = c.id) end,
  'handedTo', c.handed_to`;

export const conversationView = `json_build_object(${conversationFields})`;

/** A `Summary` for the reader whose row is `p`, over `summaryTables` or `openedTables`. */
export const summaryView = `json_build_object(${conversationFields},
  'readSeq', coalesce(p.read_seq, 0),
  'peer', case when u.id is not null then ${personView} end,
  'last', case when l.id is not null then json_build_object(
    'seq', l.seq, 'senderId', l.sender_id, 'senderName', s.name, 'kind', l.kind,
    'excerpt', left(l.content, 160), 'file', case when lf.id is not null then ${fileView('lf')} end) end)`;

/** What a summary shows besides the conversation `c` and the reader's row `p`. */
export const aroundSummary = `
  left join messages l on l.conversation_id = c.id and l.seq = c.last_seq
  left join users s on s.id = l.sender_id
  left join files lf on lf.id = l.file_id and l.deleted_at is null
  left join participants o on c.kind = 'direct' and o.conversation_id = c.id and o.user_id <> p.user_id
  left join users u on u.id = o.user_id`;

export const summaryTables = `participants p join conversations c on c.id = p.conversation_id ${aroundSummary}`;

/** Of one conversation for the reader `$2`, who may have no row in it. */
export const openedTables = `conversations c
  left join participants p on p.conversation_id = c.id and p.user_id = $2 and p.left_at is null ${aroundSummary}`;

/**
 * The rows after a cursor, `beyond` being those columns and how they are compared; false: from the beginning. One or the
 * other is another statement: a condition on a parameter cannot tell an index where to begin.
 */
export const afterCursor = (beyond: string | false, at: string, id: string) =>
  beyond
    ? `${beyond} (${at}::timestamptz, ${id}::bigint)`
    : `${at}::timestamptz is null and ${id}::bigint is null`;
