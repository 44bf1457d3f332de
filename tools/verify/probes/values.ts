import { columnsOf } from '../documented';
import { rowsOf, type Lab, type Row } from '../lab';
import { seen, unseen, type Probe, type Sight } from '../sight';

const USERS = '/domains/{domain}/users';
const DEVICES = '/domains/{domain}/users/{user}/devices';

/** What secrets are called: their digits stay text everywhere. */
const SECRET = /pin|password|passcode|secret|key/i;

/** How values are written: digits, yes and no, and what is not set. */
export const values: Probe = async (lab) => {
	const { rows } = await lab.list(USERS, { limit: 100 });
	if (rows.length === 0) {
		const how = 'needs a domain whose users it may list';
		return (['digits', 'long-digits', 'yes-no', 'unset'] as const).map((one) => unseen(one, how));
	}
	return [digits(rows), await longDigits(lab), await yesNo(lab, rows), unset(rows)];
};

function digits(rows: Row[]): Sight {
	const texts = cellsIn(rows, columnsOf(USERS).texts).filter(([name]) => !SECRET.test(name));
	const how = 'values of users that the document calls texts';
	if (texts.some(([, value]) => typeof value === 'number')) return seen('digits', 'integers', how);
	const hasDigits = texts.some(([, value]) => typeof value === 'string' && /^\d+$/.test(value));
	return hasDigits ? seen('digits', 'text', how) : unseen('digits', 'no text is all digits');
}

/** The values of some columns, all rows together. */
function cellsIn(rows: Row[], columns: Set<string>): Array<[name: string, value: unknown]> {
	return rows.flatMap((row) => Object.entries(row).filter(([name]) => columns.has(name)));
}

/** Only the raw text tells: JSON.parse would round such numbers. */
async function longDigits(lab: Lab): Promise<Sight> {
	const texts: string[] = [];
	for (const template of [
		'/domains/{domain}/users/{user}/messagesessions',
		'/domains/{domain}/timeframes',
	]) {
		texts.push((await lab.list(template, { limit: 20 })).answer?.text ?? '');
	}
	const all = texts.join('\n');
	const how = 'message sessions and timeframes';
	if (/[[:,]\s*\d{16,}\s*[,\]}]/.test(all)) return seen('long-digits', 'integers', how);
	if (/"\d{16,}"/.test(all)) return seen('long-digits', 'text', how);
	return unseen('long-digits', `no value with more than 15 digits among ${how}`);
}

/** Where servers write booleans, they do so where the name asks (`is-…`): domains have such names. */
async function yesNo(lab: Lab, users: Row[]): Promise<Sight> {
	const domains = rowsOf(await lab.get(`/domains/${encodeURIComponent(lab.domain)}`));
	const found = [
		...cellsIn(users, columnsOf(USERS).switches),
		...cellsIn(domains, columnsOf('/domains/{domain}').switches),
	].map(([, value]) => value);
	const how = 'values of users and of the domain that are yes or no';
	if (found.some((value) => typeof value === 'boolean')) return seen('yes-no', 'booleans', how);
	if (found.some((value) => value === '')) return seen('yes-no', 'empty', how);
	const isWords = found.some((value) => value === 'yes' || value === 'no');
	return isWords ? seen('yes-no', 'words', how) : unseen('yes-no', `there are no ${how}`);
}

/** Numbers and devices hold `[*]` for other reasons too, users do not. */
function unset(rows: Row[]): Sight {
	const { switches } = columnsOf(USERS);
	const columns = rows.flatMap((row) => Object.entries(row));
	const found = columns.filter(([name]) => !switches.has(name)).map(([, value]) => value);
	const how = 'values of users that are not set';
	if (found.includes('[*]')) return seen('unset', 'star', how);
	const [empty, none] = [found.includes(''), found.includes(null)];
	if (empty && none) return seen('unset', 'documented', `${how}: some are empty, some null`);
	if (none) return seen('unset', 'null', how);
	return unseen('unset', empty ? `${how} are empty, which fits several` : `there are no ${how}`);
}

/** Whether one record is read alone, and whether one device can be read at all. */
export const details: Probe = async (lab) => {
	const path = `/domains/${encodeURIComponent(lab.domain)}/users/${encodeURIComponent(lab.users[0] ?? '~')}`;
	const user = await lab.get(path);
	const isRead = rowsOf(user).length > 0;
	return [
		isRead
			? seen('detail', Array.isArray(user.body) ? 'list' : 'record', 'one user')
			: unseen('detail', 'needs a user that it may read'),
		await deviceDetail(lab),
	];
};

async function deviceDetail(lab: Lab): Promise<Sight> {
	const { rows, path } = await lab.list(DEVICES, { limit: 3 });
	const id = rows[0] && lab.idOf(DEVICES, rows[0]);
	if (path === undefined || id === undefined) {
		return unseen('device-detail', 'needs a device of one of the first users');
	}
	const answer = await lab.get(`${path}/${encodeURIComponent(id)}`);
	const isMissing = answer.status === 404 && /no route found/i.test(answer.text);
	if (isMissing) return seen('device-detail', 'no', 'one device of a user');
	return rowsOf(answer).length > 0
		? seen('device-detail', 'yes', 'one device of a user')
		: unseen('device-detail', 'one device could not be read');
}

/** Names that only one of the two ways of writing a voicemail has. */
const MIXED = [
	'file-duration-seconds',
	'recorded-datetime',
	'ordinal-order',
	'file-size-kilobytes',
];
const OLD = ['length', 'filesize', 'filedate', 'RecordTime'];

export const voicemails: Probe = async (lab) => {
	const template = '/domains/{domain}/users/{user}/voicemails/{folder}';
	const [row] = (await lab.list(template, { limit: 5 })).rows;
	if (!row) return [unseen('voicemail-names', 'needs a voicemail of one of the first users')];
	const has = (names: string[]) => names.some((name) => name in row);
	const position = has(MIXED) ? 'mixed' : has(OLD) ? 'old' : undefined;
	return [
		position
			? seen('voicemail-names', position, 'names of a voicemail')
			: unseen('voicemail-names', 'a voicemail has neither set of names'),
	];
};

export const subscriptionDates: Probe = async (lab) => {
	const { rows } = await lab.list('/subscriptions', { limit: 5 });
	const times = rows.flatMap((row) =>
		Object.values(row).filter(
			(value): value is string =>
				typeof value === 'string' && /^\d{4}-\d\d-\d\d[ T]\d\d:/.test(value),
		),
	);
	const [time] = times;
	if (time === undefined) return [unseen('subscription-dates', 'needs an event subscription')];
	return [seen('subscription-dates', time[10] === 'T' ? 'iso' : 'plain', 'an event subscription')];
};
