-- Everybody in a room reads a message at about the same time: their pointers move together, as sends do.
CREATE FUNCTION move_read_pointers(conversation_ids bigint[], user_ids bigint[], seqs bigint[]) RETURNS TABLE (
	conversation_id bigint,
	user_id bigint,
	role text,
	read_seq bigint,
	version bigint,
	joined_at timestamptz,
	moved boolean,
	-- Of the conversation, before this call.
	since bigint,
	last_seq bigint
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
	PERFORM 1 FROM conversations c WHERE c.id = ANY (conversation_ids) ORDER BY c.id FOR NO KEY UPDATE;

	RETURN QUERY
	WITH wanted AS MATERIALIZED (
		SELECT w.conversation_id, w.user_id, max(w.seq) AS seq
		FROM unnest(conversation_ids, user_ids, seqs) AS w (conversation_id, user_id, seq)
		GROUP BY w.conversation_id, w.user_id
	), member AS MATERIALIZED (
		SELECT
			p.conversation_id, p.user_id, p.role, p.read_seq, p.version, p.joined_at,
			least(w.seq, c.last_seq) AS wanted_seq, c.version AS since, c.last_seq
		FROM wanted w
		JOIN conversations c ON c.id = w.conversation_id
		JOIN participants p
			ON p.conversation_id = w.conversation_id AND p.user_id = w.user_id AND p.left_at IS NULL
	), mover AS MATERIALIZED (
		SELECT
			m.conversation_id, m.user_id, m.wanted_seq,
			m.since + row_number() OVER (PARTITION BY m.conversation_id ORDER BY m.user_id) AS version
		FROM member m
		WHERE m.wanted_seq > m.read_seq
	), pointed AS (
		UPDATE participants p
		SET read_seq = m.wanted_seq, version = m.version
		FROM mover m
		WHERE p.conversation_id = m.conversation_id AND p.user_id = m.user_id
	), advanced AS (
		UPDATE conversations c
		SET version = n.version
		FROM (SELECT m.conversation_id, max(m.version) AS version FROM mover m GROUP BY m.conversation_id) n
		WHERE c.id = n.conversation_id
	)
	SELECT
		m.conversation_id, m.user_id, m.role, coalesce(v.wanted_seq, m.read_seq), coalesce(v.version, m.version),
		m.joined_at, v.user_id IS NOT NULL, m.since, m.last_seq
	FROM member m
	LEFT JOIN mover v ON v.conversation_id = m.conversation_id AND v.user_id = m.user_id
	ORDER BY m.conversation_id, 5;
END
$$;
