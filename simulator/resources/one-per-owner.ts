import { blankRecord } from '../blank';
import { conflict, notFound } from '../errors';
import { ACCEPTED, ok, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Schema } from '../spec';
import type { Data } from '../state/table';

/** A record of which an owner has at most one. */
interface Single {
	table: string;
	shape: string;
	owners: string[];
	exists?: string;
	/** Read before it was made: its blank form instead of 404. */
	always?: boolean;
	/** Read as a list of one or none, in the shape of a meeting. */
	asList?: boolean;
}

const SINGLES: Single[] = [
	{
		table: 'vmailnag',
		shape: '/domains/{}/users/{}/vmailnag',
		owners: ['domain', 'user'],
		always: true,
	},
	{
		table: 'video-hosts',
		shape: '/domains/{}/users/{}/host',
		owners: ['domain', 'user'],
		exists: 'User already has a host_id',
	},
	{
		table: 'video-companies',
		shape: '/domains/{}/video',
		owners: ['domain'],
		exists: 'Domain already has a company',
		asList: true,
	},
];

/** Voicemail reminders, video hosts and video companies. */
export function registerOnePerOwner(sim: Simulator, routes: Routes): void {
	for (const single of SINGLES) register(sim, routes, single);
	const host = (call: Call) => {
		const row = sim.store.table('video-hosts').find(call.path.slice(0, 2), '1');
		return row ? [row.data] : [];
	};
	routes.on('GET', '/domains/{}/users/{}/video', (call) => ok(meetings(sim, call, host(call))));
	routes.on('GET', '/domains/{}/video/hosts', (call) =>
		ok(
			meetings(
				sim,
				call,
				[...sim.store.table('video-hosts').below(call.path)].map((row) => row.data),
			),
		),
	);
}

/** These lists are documented with the shape of a meeting; what was stored comes on top. */
function meetings(sim: Simulator, call: Call, stored: Data[]): Data[] {
	const schema = sim.spec.resolve(sim.spec.responseSchema(call.variant, 200)).items as
		Schema | undefined;
	return stored.map((data) => {
		const shown = { ...blankRecord(sim.spec, schema), ...data };
		delete shown.password;
		return shown;
	});
}

function register(
	sim: Simulator,
	routes: Routes,
	{ table, shape, owners, exists, always, asList }: Single,
): void {
	const rows = sim.store.table(table);
	sim.store.own(table, shape);
	const identity = (call: Call) =>
		Object.fromEntries(owners.map((name, i) => [name, call.path[i]]));
	const find = (call: Call) => {
		const row = rows.find(call.path, '1');
		if (!row) throw notFound();
		return row;
	};
	const blank = (call: Call) => {
		const schema = sim.spec.responseSchema(call.variant, 200);
		return { ...blankRecord(sim.spec, schema), ...identity(call) };
	};
	routes.on('GET', shape, (call) => {
		const row = rows.find(call.path, '1');
		if (asList) return ok(meetings(sim, call, row ? [row.data] : []));
		if (!row && !always) throw notFound();
		return ok({ ...blank(call), ...row?.data });
	});
	routes.on('GET', `${shape}/count`, (call) => ok({ total: rows.find(call.path, '1') ? 1 : 0 }));
	routes.on('POST', shape, (call) => {
		if (exists && rows.find(call.path, '1')) throw conflict(exists);
		const row = rows.put(call.path, '1', { ...call.body, ...identity(call) });
		return sim.spec.successes(call.variant).includes(202)
			? ACCEPTED
			: ok(meetings(sim, call, [row.data]));
	});
	routes.on('PUT', shape, (call) => {
		rows.update(find(call), call.body);
		return ACCEPTED;
	});
	routes.on('DELETE', shape, (call) => {
		rows.delete(find(call));
		return ACCEPTED;
	});
}
