import { spelled } from '../../../nodes/NetSapiens/spellings';
import { rowsOf, type Lab, type Row } from '../lab';
import { seen, unseen, type Probe, type Sight } from '../sight';
import { cdrs, SAMPLE, sampleOfCalls, windowOf } from '../window';

const SWITCHES = [
	'cdr-order',
	'cdr-short-shape',
	'cdr-user-shape',
	'cdr-numbers',
	'cdr-dates',
	'cdr-unanswered',
	'cdr-lapses',
] as const;

/** Fewer values than that prove nothing about all of them. */
const ENOUGH = 20;

/** How call records look. */
export const callRecords: Probe = async (lab) => {
	const { rows, days } = await sampleOfCalls(lab);
	if (rows.length === 0) {
		return SWITCHES.map((name) => unseen(name, 'needs a call within a year'));
	}
	return [
		order(rows),
		await shortShape(lab, days, rows),
		await userShape(lab),
		numbers(rows),
		dates(rows),
		unanswered(rows),
		lapses(rows),
	];
};

const value = (row: Row, name: string) => spelled(row, 'cdr').get(name);

function order(rows: Row[]): Sight {
	const times = rows.map((row) => String(value(row, 'call-start-datetime') ?? ''));
	const first = times.find((time) => time !== '') ?? '';
	const last = times.findLast((time) => time !== '') ?? '';
	if (first === last) return unseen('cdr-order', 'needs calls at two times');
	return seen('cdr-order', first > last ? 'newest' : 'oldest', 'the first and the last call');
}

/** Above a limit of 100 some servers leave most columns out (facts: CDR trap). */
async function shortShape(lab: Lab, days: number, rows: Row[]): Promise<Sight> {
	const [short] = rowsOf(await cdrs(lab, days, SAMPLE + 1));
	const [full] = rows;
	if (!short || !full) return unseen('cdr-short-shape', 'needs a call');
	const lost = Object.keys(full).filter((name) => !(name in short));
	const position = lost.length > Object.keys(full).length / 4 ? 'yes' : 'no';
	return seen('cdr-short-shape', position, `columns with a limit of ${SAMPLE} and ${SAMPLE + 1}`);
}

async function userShape(lab: Lab): Promise<Sight> {
	const query = { ...windowOf(365), limit: 1 };
	const [row] = (await lab.list('/domains/{domain}/users/{user}/cdrs', query)).rows;
	if (!row) return unseen('cdr-user-shape', 'needs a call of one of the first users');
	const isShort = 'time_start' in row;
	return seen('cdr-user-shape', isShort ? 'short' : 'hyphens', 'names of a call of one user');
}

function numbers(rows: Row[]): Sight {
	const values = rows.flatMap((row) => [
		value(row, 'call-orig-user'),
		value(row, 'call-term-user'),
	]);
	const texts = values.filter((one) => typeof one === 'string' && /^\d+$/.test(one)).length;
	const hasNumber = values.some((one) => typeof one === 'number');
	if (hasNumber && texts === 0) return unseen('cdr-numbers', 'all digits come as numbers');
	if (!hasNumber && texts < ENOUGH) return unseen('cdr-numbers', 'needs more calls of extensions');
	return seen('cdr-numbers', hasNumber ? 'mixed' : 'text', 'extensions in calls');
}

function dates(rows: Row[]): Sight {
	const times = rows.map((row) => String(value(row, 'call-start-datetime') ?? ''));
	if (times.some((time) => /\[.+\]$/.test(time))) {
		return seen('cdr-dates', 'bracketed', 'dates of calls, asked for without a zone');
	}
	const isPlain = times.some((time) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(time));
	const how = 'dates of calls, asked for without a zone';
	return isPlain
		? seen('cdr-dates', 'as-asked', how)
		: unseen('cdr-dates', `they come in another form than ${how}`);
}

function unanswered(rows: Row[]): Sight {
	const name = 'call-answer-datetime';
	const never = rows.filter((row) => {
		const answered = value(row, name);
		const isDate = typeof answered === 'string' && /[1-9]/.test(answered);
		return spelled(row, 'cdr').has(name) && !isDate;
	});
	const [position] = never.map((row) => unansweredForm(value(row, name)));
	return position === undefined
		? unseen('cdr-unanswered', 'needs a call that nobody answered')
		: seen('cdr-unanswered', position, 'when a call was answered that nobody answered');
}

function unansweredForm(answered: unknown): string {
	if (answered === null) return 'null';
	if (answered === '') return 'empty';
	return String(answered) === '0' ? '0' : 'zero-date';
}

/** Seldom ones may be missing in the sample, so that none is seen proves nothing. */
function lapses(rows: Row[]): Sight {
	const isLapse = (row: Row) =>
		/reg expired/i.test(String(value(row, 'call-disconnect-reason-text') ?? ''));
	return rows.some(isLapse)
		? seen('cdr-lapses', 'yes', 'call records of phones that did not register again')
		: unseen('cdr-lapses', 'none is among the records that were read');
}
