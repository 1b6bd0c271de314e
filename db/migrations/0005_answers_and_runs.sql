CREATE TABLE "runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conversation_id" bigint NOT NULL,
	"prompt_id" bigint NOT NULL,
	"asker_id" bigint NOT NULL,
	"state" text DEFAULT 'QUEUED' NOT NULL,
	"content" text DEFAULT '' NOT NULL,
	"provider" text,
	"model" text,
	"fallback_used" boolean DEFAULT false NOT NULL,
	"citations" jsonb,
	"error" text,
	"owner" uuid,
	"beat_at" timestamp with time zone,
	"message_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "runs_state_check" CHECK ("runs"."state" in ('QUEUED', 'RUNNING', 'COMPLETED', 'STOPPED', 'FAILED', 'INTERRUPTED'))
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "prompt_id" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "replaces_id" bigint;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "citations" jsonb;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_asker_id_users_id_fk" FOREIGN KEY ("asker_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runs_conversation" ON "runs" USING btree ("conversation_id","id");--> statement-breakpoint
CREATE INDEX "runs_prompt" ON "runs" USING btree ("prompt_id");--> statement-breakpoint
CREATE INDEX "runs_asker" ON "runs" USING btree ("asker_id","created_at");--> statement-breakpoint
CREATE INDEX "runs_unfinished" ON "runs" USING btree ("beat_at") WHERE "runs"."state" in ('QUEUED', 'RUNNING');--> statement-breakpoint
-- What few messages have besides (a file, what they answer or take the place of) comes as one JSON value, null for the many.
-- Otherwise the function is that of 0004.
DROP FUNCTION send_messages(bigint[], bigint[], text[], text[], text[], bigint[]);
--> statement-breakpoint
CREATE FUNCTION send_messages(
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
			(id, conversation_id, seq, version, sender_id, client_id, kind, content, reply_to_id, created_at,
			file_id, replaces_id, prompt_id, precis, audio_url, fallback_used, status, provider, citations)
		OVERRIDING SYSTEM VALUE
		SELECT id, conversation_id, seq, version, sender_id, client_id, kind, content, reply_to_id, moment,
			(extra ->> 'fileId')::uuid, (extra ->> 'replacesId')::bigint, (extra #>> '{answer,promptId}')::bigint,
			extra #>> '{answer,precis}', extra #>> '{answer,audioUrl}',
			coalesce((extra #>> '{answer,fallbackUsed}')::boolean, false), coalesce(extra #>> '{answer,status}', 'COMPLETED'),
			extra #>> '{answer,provider}', extra #> '{answer,citations}'
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
