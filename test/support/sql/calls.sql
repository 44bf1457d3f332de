-- The calls of a table of call records, by the rules of docs/calls.md; nothing of it comes from the code.
-- Times are epoch seconds. Parameters are tables: `cdr` (the records), `person` (user, department, site).

-- A record that comes twice counts once; one that was corrected replaces the first.
CREATE VIEW record AS
SELECT * FROM (
	SELECT *, row_number() OVER (PARTITION BY id ORDER BY ended DESC, talk DESC) AS form FROM cdr
) WHERE form = 1;

-- A machine is whatever is no person's phone.
CREATE VIEW rung AS
SELECT *, CASE
	WHEN target LIKE 'VMail%' THEN 'voicemail'
	WHEN target LIKE 'CallBack-Queue%' THEN 'callback'
	WHEN target LIKE 'Call-Queue%' THEN 'queue'
	WHEN target LIKE 'Auto-Attendant%' OR target LIKE 'Prompt%' THEN 'attendant'
	WHEN target NOT LIKE 'sip:%' THEN 'machine'
	WHEN called <> '' THEN 'person'
	ELSE 'outside'
END AS party
FROM record;

-- Left out: lapsed registrations, calls to one's own phone, records written while a call moves on.
CREATE VIEW kept AS
SELECT *,
	party IN ('person', 'outside') AS is_phone,
	action = 'CallRequest' AS is_requested,
	action = 'CallRequest' AND called <> '' AND called = through AS is_own_phone
FROM rung
WHERE reason NOT LIKE '%Reg Expired%'
	AND NOT (caller <> '' AND caller = called AND through = '' AND party = 'person')
	AND NOT (reason = 'Moved' AND talk = 0);

-- The call inside an attended transfer belongs to the call that was transferred.
CREATE VIEW leg AS
SELECT *,
	row_number() OVER (PARTITION BY call ORDER BY start, place) AS number,
	is_phone AND NOT is_own_phone AS is_rung,
	-- Answered takes talk, not an answer time; an answer that was never acknowledged is none.
	is_phone AND NOT is_own_phone AND talk + hold > 0 AND reason <> 'No ACK Timeout' AS is_answered,
	CASE WHEN party IN ('queue', 'callback') THEN called
		WHEN action LIKE 'Queue%' THEN through END AS queue_name
FROM kept
WHERE call NOT IN (SELECT through_call FROM kept WHERE action LIKE 'Xfer%');

CREATE TABLE legs AS SELECT * FROM leg;
CREATE INDEX legs_call ON legs (call);

-- The queue that found the agent who answered, else the last one.
CREATE TABLE queued AS
SELECT call, coalesce(
	(SELECT through FROM legs b WHERE b.call = a.call AND is_answered
		AND through IN (SELECT queue_name FROM legs c WHERE c.call = a.call) ORDER BY number LIMIT 1),
	(SELECT queue_name FROM legs b WHERE b.call = a.call AND queue_name IS NOT NULL
		ORDER BY number DESC LIMIT 1)
) AS queue
FROM (SELECT DISTINCT call FROM legs) a;
CREATE INDEX queued_call ON queued (call);

-- Who called; click-to-call is the call of the user who asked for it.
CREATE VIEW first_leg AS
SELECT call, start, CASE WHEN is_requested THEN through ELSE caller END AS caller,
	CASE WHEN is_requested THEN '' ELSE caller_number END AS caller_number
FROM legs WHERE number = 1;

-- Direction is told by who called whom, for the whole call.
CREATE VIEW direction AS
SELECT first.call, CASE
	WHEN first.caller = '' THEN 'inbound'
	WHEN (SELECT party = 'outside' AND (through = '' OR through = leg.caller OR is_requested)
		FROM legs leg WHERE leg.call = first.call AND is_rung ORDER BY number LIMIT 1) THEN 'outbound'
	ELSE 'internal'
END AS direction
FROM first_leg first;

-- Whose call a leg was: a forward counts for the user whose rule it was, though the phone is outside.
CREATE VIEW credited AS
SELECT legs.*, queued.queue, CASE
	WHEN called <> '' THEN called
	WHEN through <> '' AND through IS NOT queued.queue AND NOT is_requested THEN through
	ELSE '' END AS person,
	CASE WHEN called <> '' THEN called
		ELSE substr(target, 5, instr(target, '@') - 5) END AS rang
FROM legs JOIN queued USING (call);

CREATE VIEW flags AS
SELECT call,
	min(start) AS start,
	max(is_answered AND party = 'person') AS here,
	max(is_answered AND party = 'outside') AS outside,
	max(party = 'voicemail' AND NOT (caller <> '' AND caller = called)) AS mail,
	max(party = 'callback') AS callback,
	max(is_rung AND reason IN ('No ACK Timeout', 'Reinv: 408')) AS lost,
	max(is_rung) AS rang,
	max(is_rung AND party = 'person') AS rang_here,
	max(is_own_phone) AS own,
	min(CASE WHEN is_rung THEN reason IN ('No Dial Rule', 'Term: 404', 'Term: 503') END) AS no_way,
	max(party = 'attendant') AS menu
FROM legs GROUP BY call;

-- A queue that gave the caller on has not been abandoned: what rang last shows it.
CREATE VIEW ending AS
SELECT call, (SELECT party = 'queue' OR through = queued.queue FROM legs
	WHERE legs.call = queued.call AND (is_phone OR party = 'queue') ORDER BY number DESC LIMIT 1) AS in_queue
FROM queued WHERE queue IS NOT NULL;

CREATE VIEW outcome AS
SELECT flags.call, flags.start, direction, queue, CASE
	WHEN here THEN 'answered'
	WHEN outside THEN 'answeredOutside'
	WHEN mail THEN 'voicemail'
	WHEN callback THEN 'callback'
	WHEN lost THEN 'failed'
	WHEN in_queue THEN 'abandoned'
	WHEN direction IN ('inbound', 'internal') AND rang THEN 'missed'
	WHEN rang_here THEN 'missed'
	WHEN rang OR own THEN CASE WHEN no_way THEN 'failed' ELSE 'unanswered' END
	WHEN menu THEN 'attendantHangup'
	ELSE 'application'
END AS outcome
FROM flags JOIN direction USING (call) JOIN queued USING (call) LEFT JOIN ending USING (call);

CREATE TABLE calls AS
SELECT outcome.*,
	outcome LIKE 'answered%' AS answered,
	outcome IN ('missed', 'voicemail', 'abandoned')
		OR (outcome = 'failed' AND direction <> 'outbound') AS missed,
	coalesce((SELECT sum(talk) FROM legs WHERE legs.call = outcome.call AND is_answered), 0) AS talk,
	(SELECT answer - outcome.start FROM legs WHERE legs.call = outcome.call AND is_answered
		ORDER BY number LIMIT 1) AS answered_after,
	(SELECT dialed FROM legs WHERE legs.call = outcome.call AND dialed <> ''
		ORDER BY number LIMIT 1) AS dialed,
	first_leg.caller, first_leg.caller_number
FROM outcome JOIN first_leg USING (call);
CREATE INDEX calls_call ON calls (call);

-- Who missed a call: the queue; else the mailbox's owner; else every user it rang at.
CREATE TABLE missed_for AS
SELECT call, queue AS user FROM calls WHERE missed AND queue IS NOT NULL
UNION
SELECT call, called FROM legs JOIN calls USING (call)
WHERE missed AND queue IS NULL AND party = 'voicemail'
UNION
SELECT call, CASE person WHEN '' THEN rang ELSE person END FROM credited JOIN calls USING (call)
WHERE missed AND calls.queue IS NULL AND is_phone AND outcome <> 'voicemail'
	AND person <> calls.caller;

-- Everybody here who had to do with a call, once for each role.
CREATE TABLE part AS
SELECT call, caller AS user, 'caller' AS role, talk FROM calls WHERE caller <> ''
UNION ALL
SELECT call, person, 'answered', sum(credited.talk) FROM credited
WHERE is_answered AND person <> '' GROUP BY call, person
UNION ALL
SELECT call, user, 'missed', 0 FROM missed_for
UNION ALL
SELECT DISTINCT call, rang, 'offered', 0 FROM credited a
WHERE is_phone AND through = queue
	AND NOT EXISTS (SELECT 1 FROM legs b WHERE b.call = a.call AND b.is_answered AND b.called = a.rang);

-- A call's stay in a queue: its own legs, and those by which it rang agents.
CREATE TABLE stay AS
SELECT DISTINCT a.call, a.queue_name AS queue, b.number, b.start, b.answer, b.ended, b.talk, b.hold,
	b.is_phone, b.is_answered, b.party,
	CASE WHEN b.called <> '' THEN b.called ELSE substr(b.target, 5, instr(b.target, '@') - 5) END AS agent
FROM legs a JOIN legs b ON b.call = a.call
	AND (b.queue_name = a.queue_name OR (b.is_phone AND b.through = a.queue_name))
WHERE a.queue_name IS NOT NULL;
CREATE INDEX stay_call ON stay (call, queue);

CREATE TABLE visit AS
SELECT call, queue, CASE
	WHEN max(is_answered) THEN 'answered'
	WHEN max(party = 'callback') THEN 'callback'
	-- Something else rang after it: it gave the caller on.
	WHEN max(number) < (SELECT max(number) FROM legs WHERE legs.call = stay.call
		AND (is_phone OR party = 'queue')) THEN 'forwarded'
	WHEN EXISTS (SELECT 1 FROM legs WHERE legs.call = stay.call AND legs.party = 'voicemail') THEN 'voicemail'
	ELSE 'abandoned'
END AS outcome,
	coalesce(min(CASE WHEN is_answered THEN answer END), max(ended)) - min(start) AS wait,
	sum(CASE WHEN is_answered THEN talk + hold END) AS handling
FROM stay GROUP BY call, queue;
