import type { DatabaseSync } from 'node:sqlite';
import type { IDataObject } from 'n8n-workflow';

/** A period in epoch seconds, its end left out. */
export interface Between {
	from: number;
	to: number;
}

/** New York's clocks in 2026, by the law: summer time from March 8 to November 1, 2 a.m. */
const LOCAL = `(start + CASE WHEN start >= unixepoch('2026-03-08 07:00:00')
	AND start < unixepoch('2026-11-01 06:00:00') THEN -14400 ELSE -18000 END)`;

const CALL_FIGURES = `count(*) AS calls,
	sum(direction = 'inbound') AS inbound,
	sum(direction = 'outbound') AS outbound,
	sum(direction = 'internal') AS internal,
	sum(answered) AS answered,
	sum(missed) AS missed,
	sum(outcome = 'voicemail') AS voicemail,
	sum(outcome = 'abandoned') AS abandoned,
	sum(CASE WHEN answered THEN talk ELSE 0 END) AS talkSeconds,
	round(avg(CASE WHEN answered THEN talk END)) AS averageTalkSeconds,
	round(avg(CASE WHEN answered AND direction <> 'outbound' THEN answered_after END)) AS averageWaitSeconds`;

const PERIOD = 'start >= :from AND start < :to';

/** Rows of a report about calls, and one of all calls. */
const byCall = (key: string, name: string, where = '1') => `
	SELECT ${key} AS ${name}, ${CALL_FIGURES} FROM calls
	WHERE ${PERIOD} AND ${where} GROUP BY 1 ORDER BY 1`;

/** Rows of a report about people: a call counts once for all who are taken together. */
const byPerson = (key: string, name: string) => `
	WITH own AS (
		SELECT call, ${key} AS who, role, part.talk FROM part JOIN calls USING (call)
		LEFT JOIN person USING (user) WHERE ${PERIOD}
	), once AS (
		SELECT who, call, max(role = 'caller') AS placed, max(role = 'answered') AS answered,
			max(role = 'missed') AS missed, max(role = 'offered') AS offered
		FROM own GROUP BY who, call
	), talks AS (
		SELECT who, sum(talk) AS total, round(avg(nullif(talk, 0))) AS average FROM own
		WHERE role IN ('caller', 'answered') GROUP BY who
	)
	SELECT who AS ${name}, sum(placed OR answered OR missed) AS calls, sum(placed) AS placed,
		sum(answered) AS answered, sum(missed) AS missed, sum(offered) AS offered,
		coalesce(total, 0) AS talkSeconds, average AS averageTalkSeconds
	FROM once LEFT JOIN talks USING (who) GROUP BY who ORDER BY 1`;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const weekday = `CASE strftime('%w', ${LOCAL}, 'unixepoch') ${WEEKDAYS.map(
	(name, number) => `WHEN '${number}' THEN '${name}'`,
).join(' ')} END`;

const VISIT_FIGURES = `count(*) AS offered,
	sum(visit.outcome = 'answered') AS answered,
	sum(visit.outcome = 'abandoned') AS abandoned,
	sum(visit.outcome = 'voicemail') AS voicemail,
	sum(visit.outcome = 'callback') AS callback,
	sum(visit.outcome = 'forwarded') AS forwarded,
	sum(visit.outcome = 'answered' AND wait <= :within) AS answeredInTime,
	round(100.0 * sum(visit.outcome = 'answered' AND wait <= :within) / count(*), 1) AS serviceLevelPercent,
	round(avg(CASE visit.outcome WHEN 'answered' THEN wait END)) AS averageSpeedOfAnswerSeconds,
	round(avg(handling)) AS averageHandleSeconds,
	round(avg(CASE visit.outcome WHEN 'abandoned' THEN wait END)) AS averageTimeToAbandonSeconds,
	max(wait) AS longestWaitSeconds`;

const QUERIES = {
	total: `SELECT ${CALL_FIGURES} FROM calls WHERE ${PERIOD}`,
	user: byPerson('user', 'user'),
	department: byPerson("coalesce(nullif(department, ''), '(none)')", 'department'),
	site: byPerson("coalesce(nullif(site, ''), '(none)')", 'site'),
	queue: byCall('queue', 'queue', 'queue IS NOT NULL'),
	number: byCall('dialed', 'number', "direction = 'inbound'"),
	hour: byCall(`strftime('%H:00', ${LOCAL}, 'unixepoch')`, 'hour'),
	weekday: byCall(weekday, 'weekday'),
	day: byCall(`strftime('%Y-%m-%d', ${LOCAL}, 'unixepoch')`, 'day'),
	queueService: `SELECT visit.queue AS queue, ${VISIT_FIGURES} FROM visit JOIN calls USING (call)
		WHERE ${PERIOD} GROUP BY 1 ORDER BY 1`,
	agents: `WITH offer AS (
			SELECT call, stay.queue, agent, max(is_answered) AS took,
				sum(CASE WHEN is_answered THEN stay.talk END) AS talk,
				sum(CASE WHEN is_answered THEN stay.talk + hold END) AS handling,
				visit.outcome = 'answered' AS taken
			FROM stay JOIN visit USING (call, queue) JOIN calls USING (call)
			WHERE is_phone AND ${PERIOD.replaceAll('start', 'calls.start')} GROUP BY call, stay.queue, agent
		), other AS (
			SELECT user AS agent, sum(role = 'answered') AS answeredDirectly, sum(role = 'caller') AS placed,
				sum(part.talk) AS talk
			FROM part JOIN calls USING (call)
			WHERE ${PERIOD} AND (role = 'caller' OR (role = 'answered' AND NOT EXISTS (
				SELECT 1 FROM stay WHERE stay.call = part.call AND agent = user AND is_answered)))
			GROUP BY user
		)
		SELECT agent, count(*) AS offered, sum(took) AS answered, sum(taken AND NOT took) AS takenByOthers,
			sum(NOT taken) AS unanswered, round(100.0 * sum(took) / count(*), 1) AS answeredPercent,
			coalesce(sum(offer.talk), 0) AS talkSeconds, round(avg(handling)) AS averageHandleSeconds,
			coalesce(answeredDirectly, 0) AS answeredDirectly, coalesce(placed, 0) AS placed,
			coalesce(other.talk, 0) AS otherTalkSeconds
		FROM offer LEFT JOIN other USING (agent) GROUP BY agent ORDER BY 1`,
	keys: `WITH choice AS (
			SELECT menu.call, menu.called AS attendant, CASE WHEN menu.target LIKE 'Prompt%' THEN substr(menu.target, 8) ELSE '' END AS menu, CASE
				WHEN menu.reason LIKE 'DTMF % entered' THEN replace(replace(menu.reason, 'DTMF ', ''), ' entered', '')
				WHEN next.route LIKE '%.Case_%' THEN substr(next.route, instr(next.route, '.Case_') + 6)
				WHEN menu.reason LIKE 'No digit%' THEN 'No Key'
				WHEN next.call IS NULL THEN 'Hung Up' ELSE 'Other' END AS pressed
			FROM legs menu LEFT JOIN legs next ON next.call = menu.call AND next.number = menu.number + 1
			WHERE menu.party = 'attendant'
		)
		SELECT attendant, menu, CASE WHEN pressed GLOB '[0-9][0-9]*' THEN 'Extension' ELSE pressed END AS key,
			count(*) AS calls, sum(answered) AS answered, sum(missed) AS missed
		FROM choice JOIN calls USING (call) WHERE ${PERIOD} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
	missed: `WITH lost AS (
			SELECT *, CASE caller WHEN '' THEN substr(caller_number, -9) ELSE caller END AS party
			FROM calls WHERE missed AND ${PERIOD}
		), contact AS (
			-- Somebody here called the number or the extension.
			SELECT CASE direction WHEN 'outbound' THEN substr(dialed, -9) ELSE (SELECT called FROM legs
				WHERE legs.call = calls.call AND is_phone AND called <> '' ORDER BY number LIMIT 1) END AS party,
				start AS at, answered AS reached, 'Called back' AS status, caller AS by
			FROM calls WHERE direction IN ('outbound', 'internal')
			UNION ALL
			-- The caller called again and was answered.
			SELECT CASE caller WHEN '' THEN substr(caller_number, -9) ELSE caller END, start, 1,
				'Caller called again', (SELECT CASE person WHEN '' THEN rang ELSE person END FROM credited
					WHERE credited.call = calls.call AND is_answered ORDER BY number LIMIT 1)
			FROM calls WHERE answered AND direction <> 'outbound'
		), answer AS (
			SELECT lost.call, CASE WHEN reached THEN status ELSE 'Tried' END AS status, by, at,
				row_number() OVER (PARTITION BY lost.call ORDER BY reached DESC, at) AS place
			FROM lost JOIN contact ON contact.party = lost.party AND at > lost.start AND at <= lost.start + :beyond
		)
		SELECT lost.call AS callId, lost.start AS time, lost.outcome,
			coalesce(answer.status, 'Not returned') AS status, by AS returnedBy, at AS returnedAt,
			(SELECT json_group_array(user) FROM (SELECT user FROM missed_for
				WHERE missed_for.call = lost.call ORDER BY user)) AS missedFor
		FROM lost LEFT JOIN answer ON answer.call = lost.call AND place = 1
		ORDER BY lost.start DESC, 1`,
} as const;

export type Figures = keyof typeof QUERIES;

/** What SQL says of the calls of a period. */
export function figuresOf(
	database: DatabaseSync,
	of: Figures,
	{ from, to }: Between,
	more: Record<string, number> = {},
): IDataObject[] {
	const query = database.prepare(QUERIES[of]);
	return query.all({ from, to, ...more }).map((row) => ({ ...row }) as IDataObject);
}
