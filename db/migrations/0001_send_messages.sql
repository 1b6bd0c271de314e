-- Sending is the hot path: one statement a batch (docs/decisions/003). Inside a function each statement has its own
-- snapshot, so what is read after the lock is what every earlier batch, edit and removal has committed.
ALTER TABLE "conversations" SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE "participants" SET (fillfactor = 70);
--> statement-breakpoint
CREATE FUNCTION send_messages(
	conversation_ids bigint[],
	sender_ids bigint[],
	client_ids text[],
	kinds text[],
	contents text[],
	reply_to_ids bigint[]
) RETURNS TABLE (
	ord bigint,
	outcome text,
	message_id bigint,
	seq bigint,
	version bigint,
	created_at timestamptz,
	reply_seq bigint,
	reply_sender_id bigint,
	reply_excerpt text,
	reply_deleted boolean
) LANGUAGE plpgsql
-- The plan is made once a connection, when the tables may still be empty, and must hold for full ones: every table is
-- reached by an index, draft by draft.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
	moment timestamptz;
BEGIN
	-- In id order, so that two batches never wait for each other.
	PERFORM 1 FROM conversations c WHERE c.id = ANY (conversation_ids) ORDER BY c.id FOR NO KEY UPDATE;
	moment := date_trunc('milliseconds', clock_timestamp());

	RETURN QUERY
	WITH judged AS (
		SELECT
			d.*,
			m.id AS duplicate_id,
			r.seq AS reply_seq,
			r.sender_id AS reply_sender_id,
			r.excerpt AS reply_excerpt,
			r.deleted AS reply_deleted,
			CASE
				WHEN p.user_id IS NULL OR p.left_at IS NOT NULL THEN 'conversation_not_found'
				WHEN m.id IS NOT NULL THEN 'duplicate'
				WHEN d.reply_to_id IS NOT NULL AND r.seq IS NULL THEN 'reply_not_found'
				ELSE 'stored'
			END AS outcome
		FROM unnest(conversation_ids, sender_ids, client_ids, kinds, contents, reply_to_ids)
			WITH ORDINALITY AS d (conversation_id, sender_id, client_id, kind, content, reply_to_id, ord)
		-- LIMIT makes each a look-up of its own instead of a join of tables.
		LEFT JOIN LATERAL (
			SELECT user_id, left_at FROM participants
			WHERE conversation_id = d.conversation_id AND user_id = d.sender_id
			LIMIT 1
		) p ON true
		LEFT JOIN LATERAL (
			SELECT id FROM messages
			WHERE conversation_id = d.conversation_id AND sender_id = d.sender_id AND client_id = d.client_id
			LIMIT 1
		) m ON true
		LEFT JOIN LATERAL (
			SELECT
				seq, sender_id, deleted_at IS NOT NULL AS deleted,
				CASE WHEN deleted_at IS NULL THEN left(content, 160) ELSE '' END AS excerpt
			FROM messages
			WHERE id = d.reply_to_id AND conversation_id = d.conversation_id AND kind <> 'system'
			LIMIT 1
		) r ON true
	), placed AS MATERIALIZED (
		SELECT
			j.*,
			CASE WHEN j.outcome = 'stored' THEN nextval('messages_id_seq') ELSE j.duplicate_id END AS id,
			c.last_seq + count(*) FILTER (WHERE j.outcome = 'stored') OVER place AS seq,
			c.version + count(*) FILTER (WHERE j.outcome = 'stored') OVER place AS version
		FROM judged j
		LEFT JOIN LATERAL (
			SELECT last_seq, version FROM conversations WHERE id = j.conversation_id LIMIT 1
		) c ON true
		WINDOW place AS (PARTITION BY j.conversation_id ORDER BY j.ord)
	), inserted AS (
		INSERT INTO messages
			(id, conversation_id, seq, version, sender_id, client_id, kind, content, reply_to_id, created_at)
		OVERRIDING SYSTEM VALUE
		SELECT id, conversation_id, seq, version, sender_id, client_id, kind, content, reply_to_id, moment
		FROM placed WHERE outcome = 'stored'
	), advanced AS (
		UPDATE conversations c
		SET last_seq = n.seq, version = n.version, active_at = moment
		FROM (
			SELECT conversation_id, max(seq) AS seq, max(version) AS version
			FROM placed WHERE outcome = 'stored' GROUP BY conversation_id
		) n
		WHERE c.id = n.conversation_id
	), pointed AS (
		-- What one has written one has read.
		UPDATE participants p
		SET read_seq = n.seq, version = n.version
		FROM (
			SELECT conversation_id, sender_id, max(seq) AS seq, max(version) AS version
			FROM placed WHERE outcome = 'stored' GROUP BY conversation_id, sender_id
		) n
		WHERE p.conversation_id = n.conversation_id AND p.user_id = n.sender_id
	)
	SELECT l.ord, l.outcome, l.id, l.seq, l.version, moment,
		l.reply_seq, l.reply_sender_id, l.reply_excerpt, l.reply_deleted
	FROM placed l ORDER BY l.ord;
END
$$;
