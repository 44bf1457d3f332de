import { addCollection } from '../collection-routes';
import { ok, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

/** Numbers for texts: those of a domain, and which of them lead to a user. */
export function registerSmsNumbers(sim: Simulator, routes: Routes): void {
	const numbers = addCollection(sim, routes, {
		table: 'smsnumbers',
		shape: '/domains/{}/smsnumbers',
		owners: ['domain'],
		key: 'number',
		unique: 'everywhere',
		views: ['/smsnumbers'],
	});
	const own = (call: Call) =>
		[...numbers.rows(call.path.slice(0, 1))].filter(
			(row) => String(row.data.dest).split('@')[0] === call.path[1],
		);
	const shape = '/domains/{}/users/{}/smsnumbers';
	routes.on('GET', shape, (call) => numbers.page(call, own(call)));
	routes.on('GET', `${shape}/count`, (call) => ok({ total: own(call).length }));
}
