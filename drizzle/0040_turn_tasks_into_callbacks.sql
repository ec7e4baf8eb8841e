-- What stood open as tasks to ring somebody back becomes callbacks: one for each number, with a wish for each task.
WITH open AS (
	SELECT t.*, m.id AS slip_id, e.id AS executive_id, c.id AS of_call_id,
		CASE WHEN t.details ->> 'number' ~ '^\+[1-9]\d{6,14}$' THEN t.details ->> 'number' END AS number,
		coalesce(m.caller_name, nullif(t.details ->> 'name', '')) AS name,
		left(coalesce(m.subject, m.body), 300) AS why,
		coalesce(m.urgency, 'ordinary') AS priority
	FROM tasks t
	LEFT JOIN messages m ON m.client_id = t.client_id AND m.id::text = t.details ->> 'messageId'
	LEFT JOIN executives e ON e.client_id = t.client_id AND e.id::text = t.details ->> 'executiveId'
	LEFT JOIN calls c ON c.client_id = t.client_id AND c.id::text = t.details ->> 'callId'
	WHERE t.kind = 'callback' AND t.done_at IS NULL
), placed AS (
	SELECT open.*, first_value(id) OVER of_number AS callback_id, row_number() OVER of_number AS place
	FROM open
	WINDOW of_number AS (PARTITION BY client_id, coalesce(number, id::text) ORDER BY created_at, id)
), promised AS (
	INSERT INTO callbacks (client_id, id, state, number, name, priority, due_at, overdue_at, taken_by_id, created_at)
	SELECT client_id, id, 'open', number, name, priority, coalesce(due_at, created_at),
		coalesce(due_at, created_at) + interval '30 minutes', taken_by_id, created_at
	FROM placed WHERE place = 1
	RETURNING id
), wished AS (
	INSERT INTO callback_wishes (client_id, id, callback_id, key, source, why, executive_id, call_id, message_id, at)
	SELECT client_id, id, callback_id, key, CASE WHEN key LIKE 'queue:%' THEN 'queue' ELSE 'answer' END,
		why, executive_id, of_call_id, slip_id, created_at
	FROM placed
	RETURNING id
)
UPDATE tasks SET done_at = now() FROM placed WHERE tasks.client_id = placed.client_id AND tasks.id = placed.id;
