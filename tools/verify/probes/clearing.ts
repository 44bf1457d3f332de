import type { IDataObject } from 'n8n-workflow';

import { spelled } from '../../../nodes/NetSapiens/spellings';
import type { SwitchName } from '../../../simulator/switches';
import { rowsOf, type Lab } from '../lab';
import { seen, unseen, type Sight } from '../sight';
import { CannotGoOn, type WritingWire } from '../wire';

/** A field of the user that is made for this, or of its default answer rule. */
interface Trial {
	switch: SwitchName;
	/** Below the user; empty for the user itself. */
	path: string;
	/** Kind of record in spec/dialects.yaml. */
	record?: string;
	/** Names on the way to the value. */
	keys: [string, ...string[]];
	/** Another name for the first of them, under which it is sent as well. */
	also?: string;
	set: IDataObject[string];
	/** Beside null, what may empty it. */
	empty: IDataObject[string];
	what: string;
}

const TRIALS: Trial[] = [
	{
		switch: 'clear-text',
		path: '',
		record: 'user',
		keys: ['status-message'],
		set: 'Lab',
		empty: '',
		what: 'a status message',
	},
	{
		switch: 'clear-number',
		path: '',
		record: 'user',
		keys: ['directory-override-order-duplicate-dtmf-mapping'],
		set: 7,
		empty: '',
		what: 'a place in the directory',
	},
	{
		switch: 'clear-list',
		path: '/answerrules/*',
		keys: ['phone-numbers-to-reject', 'parameters'],
		set: ['12025550100'],
		empty: [],
		what: 'numbers to reject',
	},
];

/** Servers that answer 202 write a moment later (facts: asynchronous writes). */
const MOST_READS = 10;

/**
 * Tells which values empty a field: makes a user, sets fields of it, empties them in each way, reads
 * them, and removes the user.
 *
 * @param extension of the user, which must be free
 * @throws CannotGoOn when there is such a user, or none can be made or removed
 */
export async function clearing(lab: Lab, wire: WritingWire, extension: string): Promise<Sight[]> {
	const users = `/domains/${encodeURIComponent(lab.domain)}/users`;
	const user = `${users}/${encodeURIComponent(extension)}`;
	await assertFree(wire, user);
	const made = await wire.write('POST', users, {
		user: extension,
		'name-first-name': 'Verify',
		'name-last-name': 'Lab',
		'user-scope': 'Basic User',
		'email-address': '',
		synchronous: 'yes',
	});
	if (made.status > 299) throw new CannotGoOn(cannotMake(made.status));
	return await triedAll(lab, wire, user).finally(async () => await remove(wire, user));
}

async function triedAll(lab: Lab, wire: WritingWire, user: string): Promise<Sight[]> {
	const sights: Sight[] = [];
	for (const trial of TRIALS) {
		const also = documentedName(lab, trial);
		sights.push(await tried({ ...trial, also }, wire, user));
	}
	return sights;
}

/** What the documents call the value now, where that is another name than ours. */
function documentedName({ dialects }: Lab, { record = '', keys: [name] }: Trial) {
	const fields = Object.entries(dialects.records[record]?.fields ?? {});
	return fields.find(([, { also = [] }]) => also.includes(name))?.[0];
}

async function remove(wire: WritingWire, user: string): Promise<void> {
	const { status } = await wire.write('DELETE', user);
	if (status > 299) throw new CannotGoOn(cannotRemove(status));
}

async function assertFree(wire: WritingWire, user: string): Promise<void> {
	const { status } = await wire.get(user);
	if (status === 404) return;
	throw new CannotGoOn(
		'There is a user with the extension of --try-writes, or it cannot be told. Nothing was changed; name a free extension.',
	);
}

const cannotMake = (status: number) =>
	`The server makes no user for --try-writes (status ${status}). Nothing was changed; take a credential that may write, or leave the option out.`;

const cannotRemove = (status: number) =>
	`The user that was made for --try-writes could not be removed (status ${status}). Remove it in the portal.`;

async function tried(trial: Trial, wire: WritingWire, user: string): Promise<Sight> {
	const { switch: name, what, empty } = trial;
	const word = JSON.stringify(empty);
	const byEmpty = await clears(trial, empty, wire, user);
	if (byEmpty === undefined) return unseen(name, `${what} of a user made for it cannot be set`);
	const byNull = (await clears(trial, null, wire, user)) ?? false;
	const position = byEmpty ? (byNull ? 'both' : 'empty') : byNull ? 'null' : 'none';
	return seen(name, position, `${word} and null for ${what} of a user made for it`);
}

/** Whether a value empties the field; undefined when the field takes no other value before. */
async function clears(
	{ path, record, keys, also, set }: Trial,
	value: IDataObject[string],
	wire: WritingWire,
	user: string,
): Promise<boolean | undefined> {
	const place = `${user}${path}`;
	const [first, ...inner] = keys;
	const reads = async (wanted: boolean) => {
		for (let read = 0; read < MOST_READS; read++) {
			const [row] = rowsOf(await wire.get(place));
			const given = spelled(row ?? {}, record).get(first);
			if (isSame(inside(given, inner), set) === wanted) return true;
		}
		return false;
	};
	const body = (sent: IDataObject[string]) => ({
		...grouped(keys, sent),
		...(also && grouped([also, ...inner], sent)),
	});
	await wire.write('PUT', place, body(set));
	if (!(await reads(true))) return undefined;
	const { status } = await wire.write('PUT', place, body(value));
	return status < 300 && (await reads(false));
}

/** Servers give numbers as text and text as numbers. */
const isSame = (one: unknown, other: unknown) =>
	JSON.stringify(texts(one)) === JSON.stringify(texts(other));

const texts = (value: unknown): unknown =>
	Array.isArray(value) ? value.map(String) : String(value);

const inside = (value: unknown, keys: string[]): unknown =>
	keys.reduce((inner, key) => (inner as IDataObject | undefined)?.[key], value);

const grouped = ([key, ...others]: string[], value: IDataObject[string]): IDataObject => ({
	[key!]: others.length > 0 ? grouped(others, value) : value,
});
