CREATE INDEX "support_chats_updated" ON "support_chats" USING btree ("updated_at","conversation_id");
--> statement-breakpoint
-- No other index begins like this one, so that on a young database, of which Postgres knows nothing yet, a repeated send
-- is not looked for among all messages of its conversation.
DROP INDEX "messages_client_id_key";
--> statement-breakpoint
CREATE UNIQUE INDEX "messages_client_id_key" ON "messages" USING btree ("sender_id","client_id","conversation_id");
--> statement-breakpoint
-- Sends learn of support chats: a closed one refuses, and one that nobody has claimed is claimed by the first admin who
-- writes. Replies are quoted with their time. Otherwise the function is that of 0001.
DROP FUNCTION send_messages(bigint[], bigint[], text[], text[], text[], bigint[]);
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
	reply_deleted boolean,
	reply_created_at timestamptz
) LANGUAGE plpgsql
-- The plan is made once a connection, when the tables may still be empty, and must hold for full ones: every table is
-- reached by an index, draft by draft. Where several would do (as they seem to, on tables without statistics) the wrong
-- ones are shut out: they begin with the conversation, and `conversation_id + 0` cannot use them.
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
			r.created_at AS reply_created_at,
			CASE
				WHEN p.user_id IS NULL OR p.left_at IS NOT NULL THEN 'conversation_not_found'
				WHEN m.id IS NOT NULL THEN 'duplicate'
				WHEN s.status = 'CLOSED' THEN 'chat_closed'
				-- Core lets the admin claim it and sends again.
				WHEN s.claimable THEN 'chat_unclaimed'
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
			SELECT
				status,
				admin_id IS NULL AND client_id <> d.sender_id
					AND (SELECT u.role FROM users u WHERE u.id = d.sender_id) = 'ADMIN' AS claimable
			FROM support_chats
			WHERE conversation_id = d.conversation_id
			LIMIT 1
		) s ON true
		LEFT JOIN LATERAL (
			SELECT id FROM messages
			WHERE sender_id = d.sender_id AND client_id = d.client_id AND conversation_id + 0 = d.conversation_id
			LIMIT 1
		) m ON true
		LEFT JOIN LATERAL (
			SELECT
				seq, sender_id, created_at, deleted_at IS NOT NULL AS deleted,
				CASE WHEN deleted_at IS NULL THEN left(content, 160) ELSE '' END AS excerpt
			FROM messages
			WHERE id = d.reply_to_id AND conversation_id + 0 = d.conversation_id AND kind <> 'system'
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
		l.reply_seq, l.reply_sender_id, l.reply_excerpt, l.reply_deleted, l.reply_created_at
	FROM placed l ORDER BY l.ord;
END
$$;
