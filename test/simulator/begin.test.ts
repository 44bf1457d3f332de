/**
 * What a tenant begins with. Examples, workflows and people's own tests name these records, so equal
 * seeds give equal ones in every version: a change of the snapshot is told in the changelog.
 */
import type { Data } from '../../simulator/state/table';
import { simulatorInProcess, type InProcess } from './in-process';
import { pathOf, told } from './shown';

const OPTIONS = { domains: 1, users: 2, cdrs: 6, now: '2026-03-02T12:00:00Z', seed: '1' };
const PERIOD = 'datetime-start=2026-01-01&datetime-end=2026-12-31';

/** Every list there is, by its path. */
async function listsOf({ instance, inject }: InProcess): Promise<Record<string, Data[]>> {
	const lists: Record<string, Data[]> = {};
	const read = async (path: string) => {
		const answer = await inject({ url: `/ns-api/v2${path}` });
		if (answer.statusCode === 200) lists[path.split('?')[0]!] = answer.json<Data[]>().map(told);
	};
	for (const { definition } of instance.sim.kinds) {
		const { table, shape } = definition;
		if (!instance.prepared(`GET ${shape}`)) continue;
		const owners = [...instance.sim.store.table(table).below()].map(({ parents }) => parents);
		for (const path of new Set(owners.map((one) => pathOf(shape, one)))) await read(path);
	}
	await read(`/domains/acme.example/cdrs?${PERIOD}`);
	return lists;
}

async function begun(options: object): Promise<[Record<string, Data[]>, object]> {
	const simulator = await simulatorInProcess({ ...OPTIONS, eventsInterval: 1_000_000, ...options });
	const lists = await listsOf(simulator);
	await simulator.stop();
	return [lists, simulator.instance.credentials];
}

test('a tenant begins with the same records, keys and passwords, and with others of another seed', async () => {
	const [[lists, keys], [, again], [others, otherKeys]] = [
		await begun({}),
		await begun({}),
		await begun({ seed: '2' }),
	];
	expect(lists).toMatchSnapshot();
	expect(again).toEqual(keys);
	const users = '/domains/acme.example/users';
	expect(others[users]).toHaveLength(lists[users]!.length);
	expect(others[users]).not.toEqual(lists[users]);
	expect(otherKeys).not.toEqual(keys);
});
