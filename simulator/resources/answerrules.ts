import { addCollection } from '../collection-routes';
import { ApiError, badRequest } from '../errors';
import { ACCEPTED, type Answer, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Row } from '../state/table';
import { inSuccess } from './error-in-success';

export function registerAnswerRules(sim: Simulator, routes: Routes): void {
	const rules = addCollection(sim, routes, {
		table: 'answerrules',
		shape: '/domains/{}/users/{}/answerrules',
		owners: ['domain', 'user'],
		key: 'time-frame',
		exists: 'Answer rule already exists.',
	});
	const order = (row: Row) => Number(row.data.order ?? 99);
	// Rules are read in the order in which they are tried.
	const inOrder = (call: Call): Answer => {
		const rows = [...rules.rows(call.path)].sort((a, b) => order(a) - order(b));
		return { status: 200, json: `[${rows.map((row) => rules.json(row)).join(',')}]` };
	};
	routes.on('GET', '/domains/{}/users/{}/answerrules', inOrder);
	routes.on('PUT', '/domains/{}/users/{}/answerrules/reorder', (call) => {
		return inSuccess(sim, () => {
			reorder(sim, call);
			return ACCEPTED;
		});
	});
}

function reorder(sim: Simulator, call: Call): void {
	const list = call.body.list ?? call.body['time-frames'] ?? Object.values(call.body)[0];
	if (!Array.isArray(list)) throw badRequest('Please provide all timeframes in the new order.');
	const names = list.map((entry) =>
		typeof entry === 'object' && entry
			? String((entry as Record<string, unknown>)['time-frame'])
			: String(entry),
	);
	const table = sim.store.table('answerrules');
	const rows = [...table.below(call.path)];
	const unknown = names.find((name) => !rows.some((row) => row.id === name));
	if (unknown !== undefined) throw new ApiError(404, 'Not Found. Timeframe input was not found.');
	if (names.length !== rows.length || new Set(names).size < names.length)
		throw badRequest('Please provide all timeframes in the new order.');
	for (const row of rows) table.update(row, { order: names.indexOf(row.id) + 1 });
}
