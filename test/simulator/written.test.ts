/** What is written into a record of any kind is what is read of it, alone and in every list that has it. */
import type { Resource } from '../../simulator/resource';
import type { Schema, Variant } from '../../simulator/spec';
import type { Data, Row } from '../../simulator/state/table';
import { simulatorInProcess, type InProcess } from './in-process';
import { OperationRequests } from './operation-requests';
import { sampleOf } from './sample';
import { pathOf } from './shown';

let simulator: InProcess;
let requests: OperationRequests;

beforeAll(async () => {
	simulator = await simulatorInProcess();
});
beforeEach(() => {
	simulator.instance.reset();
	requests = new OperationRequests(simulator.instance.spec, send, {});
});
afterAll(() => simulator.stop());

async function send(method: string, path: string, { body }: { body?: unknown } = {}) {
	const url = path.startsWith('/_sim') ? path : `/ns-api/v2${path}`;
	const answer = await simulator.inject({
		method: method as 'GET',
		url,
		payload: body as object | undefined,
	});
	const text = answer.payload;
	const isJson = String(answer.headers['content-type']).includes('json');
	return {
		status: answer.statusCode,
		body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text,
		headers: new Headers(),
	};
}

/** What the server works out for itself, whatever is sent. */
const COMPUTED = new Set([
	'active-calls-total-current',
	'callqueue-count-agents-available',
	'callqueue-count-agents-total',
	'count-subcriber-resources-total',
	'device-models-brand-and-model',
	'domains-total',
	'from-number',
	'user-presence-status',
	'users-total',
]);

/** A value that a field can have, another one each time; undefined where it is a group or looks like something. */
function valueFor(name: string, schema: Schema, time: number): unknown {
	const own = simulator.instance.spec.resolve(schema);
	const types = [own.type].flat();
	const values = own.enum as unknown[] | undefined;
	if ([own.const, own.pattern, own.format].some((rule) => rule !== undefined)) return undefined;
	if (values) return values.at(-time);
	if (types.includes('string')) {
		const text = `${name} ${time}`.padEnd(Number(own.minLength ?? 0), '.');
		return text.slice(0, Number(own.maxLength ?? text.length));
	}
	const number = Number(own.minimum ?? 0) + time + (name.length % 7);
	if (types.includes('integer')) return Math.min(number, Number(own.maximum ?? number));
	return types.includes('boolean') ? time === 1 : undefined;
}

/** All that the body of a request can say of a record, as far as the record has it. */
function saidIn(variant: Variant, { known, definition }: Resource, time: number): Data {
	const { spec } = simulator.instance;
	const fields = spec.properties(spec.bodySchema(variant, 'application/json'));
	const owners = ['domain', 'reseller', 'user', ...definition.owners];
	const isFree = (name: string) => known.has(name) && ![definition.key, ...owners].includes(name);
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, schema]) => {
			const value = isFree(name) && !COMPUTED.has(name) ? valueFor(name, schema, time) : undefined;
			return value === undefined ? [] : [[name, value] as const];
		}),
	);
}

const variantOf = (method: string, shape: string): Variant | undefined =>
	simulator.instance.spec.endpoints.find((one) => one.method === method && one.shape === shape)
		?.variants[0];

/** What a request cannot do without; a timeframe goes with all its entries. */
function neededIn(variant: Variant, shape: string, path: readonly string[]): Data {
	const { spec } = simulator.instance;
	const schema = spec.bodySchema(variant, 'application/json');
	if (!schema) return {};
	const needed = sampleOf(spec, schema, requests.hints(shape, [...path])) as Data;
	delete needed.child_id;
	return needed;
}

/** A record that was made by a request. */
interface Made {
	resource: Resource;
	said: Data;
	row: Row;
}

const rowsOf = ({ definition }: Resource): Row[] => [
	...simulator.instance.sim.store.table(definition.table).below(),
];

/** Makes a record of a kind by its documented request; undefined where it has none with a JSON body. */
async function make(resource: Resource): Promise<Made | undefined> {
	const { shape } = resource.definition;
	const variant = variantOf('POST', shape);
	const content = variant?.raw.requestBody?.content ?? {};
	if (!variant || !('application/json' in content)) return undefined;
	const names = variant.parameters.filter((name) => name !== '~');
	const owners = await requests.pathValues('POST', shape, names);
	const said = { ...saidIn(variant, resource, 1), ...neededIn(variant, shape, owners) };
	const before = new Set(rowsOf(resource));
	const { status, body } = await send('POST', pathOf(shape, owners), { body: said });
	const row = rowsOf(resource).find((one) => !before.has(one));
	if (status >= 300 || !row) throw new Error(`${shape}: ${status} ${JSON.stringify(body)}`);
	return { resource, said, row };
}

/** Every list that has a record, and the record alone where it can be read so. */
function placesOf({ resource: { definition }, row }: Made): string[] {
	const { shape, views = [] } = definition;
	const lists = [shape, ...views].filter((one) => variantOf('GET', one));
	return [
		...lists.map((list) => `${pathOf(list, row.parents)}?limit=1000`),
		...(variantOf('GET', `${shape}/{}`) ? [pathOf(`${shape}/{}`, [...row.parents, row.id])] : []),
	];
}

/** The record as it stands in a place, or undefined. */
async function readAt(place: string, { resource: { definition }, row }: Made) {
	const { status, body } = await send('GET', place);
	if (status === 404) return undefined;
	const all = [body as Data | Data[]].flat();
	return all.find(
		(one) =>
			String(one[definition.key]) === row.id &&
			definition.owners.every((owner, i) => !(owner in one) || one[owner] === row.parents[i]),
	);
}

/** Fields that are not read as they were said, by place. */
async function misread(made: Made, said: Data): Promise<string[]> {
	const { resource } = made;
	const { known, definition } = resource;
	const names = Object.entries(said)
		.filter(([name, value]) => known.has(name) && typeof value !== 'object')
		.map(([name]) => name)
		.filter((name) => !definition.owners.includes(name) && !COMPUTED.has(name));
	const wrong: string[] = [];
	for (const place of placesOf(made)) {
		const record = await readAt(place, made);
		if (!record) wrong.push(`${place}: not there`);
		for (const name of record ? names : []) {
			const [wanted, is] = [said[name], record?.[name]].map((value) => JSON.stringify(value));
			if (wanted !== is && !COMPUTED.has(name))
				wrong.push(`${place} ${name}: ${is}, not ${wanted}`);
		}
	}
	return wrong;
}

/** Tries something on a record of every kind. @returns what is wrong */
async function ofEveryKind(look: (made: Made) => Promise<string[]>): Promise<string[]> {
	const wrong: string[] = [];
	let tried = 0;
	for (const resource of simulator.instance.sim.kinds) {
		const made = await make(resource);
		if (!made) continue;
		tried++;
		wrong.push(...(await look(made)));
	}
	expect(tried).toBeGreaterThan(30);
	return wrong;
}

test('what is said when a record is made stands in every list of it', async () => {
	expect(await ofEveryKind((made) => misread(made, made.said))).toEqual([]);
});

test('what is said in a change is read, and everything else stays', async () => {
	const wrong = await ofEveryKind(async (made) => {
		const { resource, said, row } = made;
		const shape = `${resource.definition.shape}/{}`;
		const variant = variantOf('PUT', shape);
		if (!variant) return [];
		const owners = [...row.parents, row.id];
		const changes = { ...neededIn(variant, shape, owners), ...saidIn(variant, resource, 2) };
		const path = pathOf(shape, owners);
		const { status, body } = await send('PUT', path, { body: changes });
		if (status >= 300) return [`${path}: ${status} ${JSON.stringify(body)}`];
		return await misread(made, { ...said, ...changes });
	});
	expect(wrong).toEqual([]);
});

test('a name is given once', async () => {
	const wrong = await ofEveryKind(async ({ resource, said, row }) => {
		const { shape, key, makeId } = resource.definition;
		// Where the server gives the names, or a place can be taken again, there is nothing to refuse.
		if (makeId !== undefined || ['id', 'ordinal-order'].includes(key)) return [];
		const before = rowsOf(resource);
		const path = pathOf(shape, row.parents);
		const { status } = await send('POST', path, { body: { ...said, [key]: row.id } });
		const isSame = rowsOf(resource).every((one, i) => one === before[i]);
		return isSame && [400, 409].includes(status) ? [] : [`${path}: ${status}`];
	});
	expect(wrong).toEqual([]);
});

test('what is removed is in no list any more, and what stands beside it stays', async () => {
	const wrong = await ofEveryKind(async (made) => {
		const { resource, row } = made;
		const shape = `${resource.definition.shape}/{}`;
		const variant = variantOf('DELETE', shape);
		if (!variant) return [];
		const others = rowsOf(resource).filter((one) => one !== row);
		const owners = [...row.parents, row.id];
		const path = pathOf(shape, owners);
		const { status } = await send('DELETE', path, { body: neededIn(variant, shape, owners) });
		const left: string[] = [];
		for (const place of placesOf(made)) if (await readAt(place, made)) left.push(place);
		const isAlone = rowsOf(resource).every((one, i) => one === others[i]);
		return isAlone && left.length === 0 ? [] : [`${path}: ${status}, left ${left.join()}`];
	});
	expect(wrong).toEqual([]);
});
