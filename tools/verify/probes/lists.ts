import { rowsOf, type Lab, type Row } from '../lab';
import { seen, unseen, type Probe, type Sight } from '../sight';
import type { Answer } from '../wire';
import { cdrs, countOf, PERIODS } from '../window';

const USERS = '/domains/{domain}/users';

/** Lists that servers are suspected of not paging, by the switches' words for them. */
const SUSPECTS: Array<[name: string, template: string]> = [
	['devices', '/domains/{domain}/users/{user}/devices'],
	['phones', '/domains/{domain}/phones'],
	['contacts', '/domains/{domain}/contacts'],
];

/** How one list takes `limit` and `start`. */
interface Paging {
	ignoresLimit: boolean;
	ignoresStart: boolean;
	/** What the first row's number is. */
	base?: '0' | '1';
}

/** Whether lists count from 0 or 1, and take `limit` and `start` at all. */
export const paging: Probe = async (lab) => {
	const users = await pagingOf(lab, USERS);
	const others: Array<[string, Paging | undefined]> = [];
	for (const [name, template] of SUSPECTS) others.push([name, await pagingOf(lab, template)]);
	return [
		users?.base
			? seen('start-base', users.base, 'a list of users from its first, second and third row')
			: unseen('start-base', 'needs a domain with three users that it may list'),
		ignoring('ignores-limit', users?.ignoresLimit, others, (one) => one.ignoresLimit),
		ignoring('ignores-start', users?.ignoresStart, others, (one) => one.ignoresStart),
	];
};

function ignoring(
	name: 'ignores-limit' | 'ignores-start',
	byUsers: boolean | undefined,
	others: Array<[string, Paging | undefined]>,
	ignores: (one: Paging) => boolean,
): Sight {
	const known = others.flatMap(([list, one]) => (one ? [[list, ignores(one)] as const] : []));
	const guilty = known.filter(([, is]) => is).map(([list]) => list);
	const looked = ['users', ...known.map(([list]) => list)].join(', ');
	if (byUsers === undefined) return unseen(name, 'needs a domain with some users');
	if (byUsers) return seen(name, 'all', 'a list of users');
	if (guilty.length > 1) return unseen(name, `several lists do: ${guilty.join(', ')}`);
	return seen(name, guilty[0] ?? 'none', `short pages of ${looked}`);
}

async function pagingOf(lab: Lab, template: string): Promise<Paging | undefined> {
	const { rows, path } = await lab.list(template, { limit: 3 });
	const [first, second] = rows;
	if (path === undefined || !first || !second) return undefined;
	const ids = (answer: Answer) => rowsOf(answer).map((row) => nameOf(lab, template, row));
	const one = ids(await lab.get(path, { start: 1, limit: 1 }));
	const two = ids(await lab.get(path, { start: 2, limit: 1 }));
	const [a, b, c] = rows.map((row) => nameOf(lab, template, row));
	const ignoresStart = one[0] === a && two[0] === a;
	const isZero = one[0] === b && (c === undefined || two[0] === c);
	const isOne = one[0] === a && two[0] === b;
	const base = isZero ? '0' : isOne ? '1' : undefined;
	return { ignoresLimit: one.length > 1, ignoresStart, ...(base && { base }) };
}

/** What tells a row from others: its identifier, or all of it. */
function nameOf(lab: Lab, template: string, row: Row): string {
	return lab.idOf(template, row) ?? JSON.stringify(row);
}

/** Whether a list of one record is a list. */
export const oneRow: Probe = async (lab) => {
	const isRecord = await isRecordForOne(lab);
	if (isRecord === undefined) return [unseen('one-row', 'needs a domain with a user')];
	return [seen('one-row', isRecord ? 'record' : 'list', 'a list of users with a limit of 1')];
};

/** Whether a bare record comes for a list of one; undefined when there is no such list. */
export async function isRecordForOne(lab: Lab): Promise<boolean | undefined> {
	const { rows, answer } = await lab.list(USERS, { start: 0, limit: 1 });
	return rows.length === 1 ? !Array.isArray(answer?.body) : undefined;
}

/** What a list without records answers: calls of a day before the company was founded. */
export const emptyList: Probe = async (lab) => {
	const query = { 'datetime-start': '2001-01-01 00:00:00', 'datetime-end': '2001-01-02 00:00:00' };
	const answer = await lab.get(`/domains/${encodeURIComponent(lab.domain)}/cdrs`, query);
	const position = emptyForm(answer);
	const how = 'call records of a day in 2001';
	return [position ? seen('empty-list', position, how) : unseen('empty-list', `not by ${how}`)];
};

function emptyForm({ status, text, body }: Answer): string | undefined {
	if (status === 204) return '204';
	if (status === 404) return /no route found/i.test(text) ? undefined : '404';
	if (status !== 200) return undefined;
	if (text.trim() === '') return 'nothing';
	if (body === null) return 'null';
	return Array.isArray(body) && body.length === 0 ? '200' : undefined;
}

/** More than the largest page that the document allows. */
const TOO_MANY = 1001;

/** How long a page can be. Call records are what there is most of. */
export const longestPage: Probe = async (lab) => {
	for (const days of PERIODS) {
		const total = await countOf(lab, days);
		if (total < TOO_MANY) continue;
		const answer = await cdrs(lab, days, TOO_MANY);
		if (answer.status === 400) return overMaximum('reject');
		const { length } = rowsOf(answer);
		if (length >= TOO_MANY) return longer();
		return length > 0 ? [...overMaximum('cap'), seen('list-max', String(length), HOW)] : [];
	}
	const how = `needs more than ${TOO_MANY - 1} calls within a year`;
	return [unseen('list-over-max', how), unseen('list-max', how)];
};

const HOW = `call records with a limit of ${TOO_MANY}`;

function overMaximum(position: string): Sight[] {
	return [seen('list-over-max', position, HOW)];
}

function longer(): Sight[] {
	const how = `${TOO_MANY} call records came in one page: the maximum is higher, or there is none`;
	return [unseen('list-over-max', how), unseen('list-max', how)];
}

/** Whether /count works where no document has it. */
export const undocumentedRoutes: Probe = async (lab) => {
	const answer = await lab.get(`/domains/${encodeURIComponent(lab.domain)}/contacts/count`);
	const how = 'a count of shared contacts, which no document has';
	if (answer.status === 200) return [seen('undocumented-routes', 'yes', how)];
	const isMissing = answer.status === 404 && /no route found/i.test(answer.text);
	return [
		isMissing
			? seen('undocumented-routes', 'no', how)
			: unseen('undocumented-routes', `not by ${how}`),
	];
};
