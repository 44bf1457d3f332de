import { blankRecord } from '../blank';
import { addCollection } from '../collection-routes';
import { badRequest, notFound } from '../errors';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Resource } from '../resource';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { isYes } from '../yes';

const WEEKDAYS = 'timeframe-days-of-week-array';
/** The arrays and the documented shape of their entries. */
const ENTRIES: Record<string, string> = {
	'timeframe-specific-dates-array': 'TimeframeSpecificDate',
	'timeframe-holiday-array': 'TimeframeHoliday',
	[WEEKDAYS]: 'TimeframeDOW',
};
const ARRAYS = Object.keys(ENTRIES);

type Entry = Record<string, unknown>;

/** Timeframes of a domain and of a user: a head with arrays of entries that have ids of their own. */
export function registerTimeframes(sim: Simulator, routes: Routes): void {
	for (const [table, shape, owners] of [
		['timeframes', '/domains/{}/timeframes', ['domain']],
		['user-timeframes', '/domains/{}/users/{}/timeframes', ['domain', 'user']],
	] as Array<[string, string, string[]]>) {
		const frames = addCollection(sim, routes, {
			table,
			shape,
			owners,
			key: 'timeframe-id',
			makeId: () => sim.random.hex(32),
			exists: 'Timeframe already exists.',
			created: (row) => {
				row.data.user ??= '*';
				row.data['timeframe-type'] ??= 'always';
				for (const name of ARRAYS) row.data[name] = entries(sim, row, name, row.data[name]);
			},
		});
		const find = (call: Call) => byIdOrName(frames, call);
		routes.on('GET', `${shape}/{}`, (call) => ok(frames.show(find(call))));
		routes.on('POST', `${shape}/{}`, (call) => add(sim, frames, find(call), call.body));
		routes.on('PUT', `${shape}/{}`, (call) => put(sim, frames, find(call), call.body));
		routes.on('DELETE', `${shape}/{}`, (call) => remove(frames, find(call), call));
		routes.on('DELETE', shape, (call) => {
			sim.store.table(table).deleteBelow(call.path);
			return ok({ code: 200, message: 'Success' });
		});
	}
}

/** Older paths name a timeframe by its name instead of its id. */
function byIdOrName(frames: Resource, call: Call): Row {
	const owners = call.path.slice(0, -1);
	const name = call.path.at(-1) ?? '';
	for (const row of frames.rows(owners)) {
		if (row.id === name || row.data['timeframe-name'] === name) return row;
	}
	throw notFound();
}

/** Gives each entry its own id and its place, and every field that it has by the document. */
function entries(sim: Simulator, row: Row, array: string, list: unknown, from = 0): Entry[] {
	const $ref = `#/components/schemas/${ENTRIES[array]}`;
	return (Array.isArray(list) ? (list as Entry[]) : []).map((entry, i) => ({
		...blankRecord(sim.spec, { $ref }),
		...entry,
		'timeframe-id': entry['timeframe-id'] || sim.random.hex(32),
		'timeframe-parent-id': row.id,
		'ordinal-order': from + i,
		domain: row.parents[0],
	}));
}

const listOf = (row: Row, name: string) => (row.data[name] ?? []) as Entry[];

function add(sim: Simulator, frames: Resource, row: Row, body: Data): Answer {
	const changes: Data = {};
	for (const name of ARRAYS) {
		if (!Array.isArray(body[name])) continue;
		const old = listOf(row, name);
		changes[name] = [...old, ...entries(sim, row, name, body[name], old.length)];
	}
	if (Object.keys(changes).length === 0) throw badRequest('Missing entries of the timeframe');
	frames.update(row, changes);
	return ACCEPTED;
}

/** An array replaces the one that is stored; with `update_only`, entries change by their id. */
function put(sim: Simulator, frames: Resource, row: Row, body: Data): Answer {
	const updateOnly = body.update_only ?? body['update-only'];
	const changes: Data = { ...body };
	for (const name of ARRAYS) {
		if (!Array.isArray(body[name])) continue;
		const given = body[name] as Entry[];
		const change = isYes(updateOnly);
		// A timeframe of weekdays has one entry, which need not be named by its id.
		const isWhole = name === WEEKDAYS && given.every((entry) => !entry['timeframe-id']);
		changes[name] =
			change && !isWhole ? merged(listOf(row, name), given) : entries(sim, row, name, given);
	}
	const type = body['timeframe-type'] ?? body.type;
	if (type !== undefined && type !== row.data['timeframe-type']) {
		changes['timeframe-type'] = type;
		for (const name of ARRAYS) changes[name] ??= [];
	}
	frames.update(row, changes);
	return ok(frames.show(row));
}

function merged(old: Entry[], given: Entry[]): Entry[] {
	for (const entry of given) {
		if (!old.some((known) => known['timeframe-id'] === entry['timeframe-id'])) throw notFound();
	}
	return old.map((known) => ({
		...known,
		...given.find((entry) => entry['timeframe-id'] === known['timeframe-id']),
	}));
}

function remove(frames: Resource, row: Row, call: Call): Answer {
	const child = call.body.child_id;
	if (child === undefined) {
		frames.remove(row, call);
		return ACCEPTED;
	}
	const changes: Data = {};
	for (const name of ARRAYS) {
		const kept = listOf(row, name).filter((entry) => entry['timeframe-id'] !== child);
		if (kept.length < listOf(row, name).length) changes[name] = kept;
	}
	if (Object.keys(changes).length === 0) throw notFound();
	frames.update(row, changes);
	return ACCEPTED;
}
