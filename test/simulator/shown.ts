import type { Data } from '../../simulator/state/table';
import type { InProcess } from './in-process';

/** What is kept but not shown, or cannot be shown. */
export async function problemsOfLists({ instance, inject }: InProcess): Promise<string[]> {
	const { sim } = instance;
	const problems: string[] = [];
	for (const { definition } of sim.kinds) {
		const { table, shape, key } = definition;
		if (!instance.prepared(`GET ${shape}`)) continue;
		const byOwners = new Map<string, string[]>();
		for (const { parents, id } of sim.store.table(table).below()) {
			const path = pathOf(shape, parents);
			byOwners.set(path, [...(byOwners.get(path) ?? []), id]);
		}
		for (const [path, kept] of byOwners) {
			const answer = await inject({ url: `/ns-api/v2${path}?limit=100000` });
			const shown = answer.statusCode === 200 ? answer.json<Data[]>() : [];
			const ids = new Set(shown.map((record) => String(record[key])));
			const hidden = kept.filter((id) => !ids.has(id));
			if (hidden.length > 0)
				problems.push(`${path}: ${answer.statusCode} without ${hidden.join()}`);
		}
	}
	return problems;
}

/** A path whose values are these owners. */
export function pathOf(shape: string, owners: readonly string[]): string {
	let next = 0;
	return shape.replace(/\{\}/g, () => encodeURIComponent(owners[next++] ?? ''));
}

/** The fields of a record that say something, for a snapshot. */
export const told = (record: Data): Data =>
	Object.fromEntries(
		Object.entries(record)
			.filter(([, value]) => value !== null && value !== '' && value !== 0)
			.map(([name, value]) => [name, typeof value === 'string' ? unsigned(value) : value]),
	);

/** An address without its signature, which tells when it was asked for. */
const unsigned = (text: string) => text.replace(/\b(time|auth)=\w+/g, '$1=');
