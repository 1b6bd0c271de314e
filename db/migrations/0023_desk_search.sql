-- Texts and questions are taken apart alike: small letters, and every mark between words is a blank, so that no address,
-- path or name with a hyphen is one word of its own. Of a question the last word may be a beginning.
CREATE FUNCTION plain_of(content text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower(content), $$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~“”„‘’‚«»‹›…–—•·¡¿　、。，！？：；（）$$, repeat(' ', 100));
--> statement-breakpoint
CREATE FUNCTION words_of(content text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN to_tsvector('simple'::regconfig, plain_of(content));
--> statement-breakpoint
CREATE FUNCTION words_asked(question text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (nullif(plainto_tsquery('simple'::regconfig, plain_of(question))::text, '') || ':*')::tsquery;
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "words" "tsvector";--> statement-breakpoint
ALTER TABLE "support_chats" ADD COLUMN "subject_words" "tsvector";--> statement-breakpoint
UPDATE "messages" m SET "words" = words_of(m."content") FROM "support_chats" s
WHERE s."conversation_id" = m."conversation_id" AND m."kind" <> 'system' AND m."deleted_at" IS NULL;
--> statement-breakpoint
UPDATE "support_chats" s SET "subject_words" = words_of(c."title") FROM "conversations" c WHERE c."id" = s."conversation_id";
--> statement-breakpoint
CREATE INDEX "messages_words" ON "messages" USING gin ("words") WITH (fastupdate=false) WHERE "messages"."words" is not null;--> statement-breakpoint
CREATE INDEX "support_chats_subject" ON "support_chats" USING gin ("subject_words");--> statement-breakpoint
CREATE INDEX "support_notes_words" ON "support_notes" USING gin (words_of("content"));--> statement-breakpoint
CREATE INDEX "users_desk_words" ON "users" USING gin (words_of("name" || case when "visitor" then '' else ' ' || "username" || ' ' || "email" end));--> statement-breakpoint
CREATE INDEX "visitors_words" ON "visitors" USING gin (words_of("email")) WHERE "visitors"."email" is not null;--> statement-breakpoint
-- A message of a support chat is stored with its words. Otherwise the function is that of 0018.
CREATE OR REPLACE FUNCTION send_messages(
	conversation_ids bigint[],
	sender_ids bigint[],
	client_ids text[],
	kinds text[],
	contents text[],
	reply_to_ids bigint[],
	extras jsonb[]
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
	reply_created_at timestamptz,
	run_id bigint,
	reply_file jsonb,
	desk boolean
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
			r.file AS reply_file,
			s.status AS chat_status,
			s.admin_id AS owner_id,
			s.replies,
			s.wakes,
			CASE
				WHEN (p.user_id IS NULL OR p.left_at IS NOT NULL) AND (d.extra -> 'answer') IS NULL THEN 'conversation_not_found'
				WHEN m.id IS NOT NULL THEN 'duplicate'
				WHEN s.status = 'CLOSED' THEN 'chat_closed'
				-- Core lets the admin claim it and sends again.
				WHEN s.claimable THEN 'chat_unclaimed'
				WHEN d.reply_to_id IS NOT NULL AND r.seq IS NULL THEN 'reply_not_found'
				ELSE 'stored'
			END AS outcome
		FROM unnest(conversation_ids, sender_ids, client_ids, kinds, contents, reply_to_ids, extras)
			WITH ORDINALITY AS d (conversation_id, sender_id, client_id, kind, content, reply_to_id, extra, ord)
		-- LIMIT makes each a look-up of its own instead of a join of tables.
		LEFT JOIN LATERAL (
			SELECT user_id, left_at FROM participants
			WHERE conversation_id = d.conversation_id AND user_id = d.sender_id
			LIMIT 1
		) p ON true
		LEFT JOIN LATERAL (
			SELECT
				status,
				admin_id,
				admin_id IS NULL AND client_id <> d.sender_id
					AND (SELECT u.role FROM users u WHERE u.id = d.sender_id) = 'ADMIN' AS claimable,
				first_reply_at IS NULL AND client_id <> d.sender_id AND d.kind <> 'system'
					AND (SELECT u.role FROM users u WHERE u.id = d.sender_id) = 'ADMIN' AS replies,
				snoozed_at IS NOT NULL AND client_id = d.sender_id AS wakes
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
				CASE WHEN deleted_at IS NULL THEN left(content, 160) ELSE '' END AS excerpt,
				CASE WHEN deleted_at IS NULL AND file_id IS NOT NULL THEN (
					SELECT jsonb_build_object('id', f.id, 'name', f.name, 'mimeType', f.mime_type, 'size', f.size,
						'width', f.width, 'height', f.height)
					FROM files f WHERE f.id = file_id
				) END AS file
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
			(id, conversation_id, seq, version, sender_id, client_id, kind, content, reply_to_id, created_at,
			file_id, replaces_id, prompt_id, precis, audio_url, fallback_used, status, provider, citations,
			model, error, words)
		OVERRIDING SYSTEM VALUE
		SELECT id, conversation_id, seq, version, sender_id, client_id, kind, content, reply_to_id, moment,
			(extra ->> 'fileId')::uuid, (extra ->> 'replacesId')::bigint, (extra #>> '{answer,promptId}')::bigint,
			extra #>> '{answer,precis}', extra #>> '{answer,audioUrl}',
			coalesce((extra #>> '{answer,fallbackUsed}')::boolean, false), coalesce(extra #>> '{answer,status}', 'COMPLETED'),
			extra #>> '{answer,provider}', extra #> '{answer,citations}',
			extra #>> '{answer,model}', extra #>> '{answer,error}',
			CASE WHEN chat_status IS NOT NULL AND kind <> 'system' THEN words_of(content) END
		FROM placed WHERE outcome = 'stored'
	), asked AS (
		INSERT INTO runs (conversation_id, prompt_id, asker_id, model, created_at)
		SELECT conversation_id, id, sender_id, extra #>> '{run,model}', moment
		FROM placed WHERE outcome = 'stored' AND extra -> 'run' IS NOT NULL ORDER BY ord
		RETURNING id, prompt_id
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
	), answered AS (
		-- One update for both: a batch may hold the admin's reply and the client's message.
		UPDATE support_chats s
		SET first_reply_at = CASE WHEN n.replied THEN moment ELSE s.first_reply_at END,
			snoozed_at = CASE WHEN n.woken THEN NULL ELSE s.snoozed_at END,
			snoozed_until = CASE WHEN n.woken THEN NULL ELSE s.snoozed_until END
		FROM (
			SELECT conversation_id, bool_or(replies) AS replied, bool_or(wakes) AS woken
			FROM placed WHERE outcome = 'stored' AND (replies OR wakes) GROUP BY conversation_id
		) n
		WHERE s.conversation_id = n.conversation_id
	), recorded AS (
		INSERT INTO support_events
			(conversation_id, actor_id, kind, at, from_status, to_status, from_admin_id, to_admin_id, details)
		SELECT DISTINCT ON (conversation_id, replies)
			conversation_id, sender_id, CASE WHEN replies THEN 'replied' ELSE 'woken' END, moment,
			chat_status, chat_status, owner_id, owner_id, jsonb_build_object('messageId', id)
		FROM placed WHERE outcome = 'stored' AND (replies OR wakes) ORDER BY conversation_id, replies, ord
	), told AS (
		-- Of a batch without a support chat no row is left, and webhooks are not looked for.
		INSERT INTO webhook_deliveries (webhook_id, event, conversation_id, message_id, actor_id, at)
		SELECT w.id, 'message', n.conversation_id, n.id, n.sender_id, moment
		FROM placed n CROSS JOIN LATERAL (
			-- LIMIT keeps it inside: looked for message by message.
			SELECT id FROM webhooks WHERE enabled AND 'message' = ANY (events) AND n.id IS NOT NULL ORDER BY id LIMIT 100
		) w
		WHERE n.outcome = 'stored' AND n.chat_status IS NOT NULL AND n.kind <> 'system'
		ORDER BY n.ord, w.id
	)
	SELECT l.ord, l.outcome, l.id, l.seq, l.version, moment,
		l.reply_seq, l.reply_sender_id, l.reply_excerpt, l.reply_deleted, l.reply_created_at, a.id,
		l.reply_file, l.outcome = 'stored' AND coalesce(l.replies OR l.wakes, false)
	FROM placed l LEFT JOIN asked a ON a.prompt_id = l.id ORDER BY l.ord;
END
$$;
