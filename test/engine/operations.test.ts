import type { IDataObject } from 'n8n-workflow';
import { shapeOf, Spec } from '../../simulator/spec';
import { expectedOf, fewest, parametersOf, usually, type Filled } from '../support/filled';
import { control } from '../../simulator/steer/control';
import { apiKeyCredential, jwtCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import { Facts } from '../support/facts';
import { formOf, type Asked } from '../support/form';
import { offered, type Offered } from '../support/operations';
import { withFile } from '../support/recorder';
import { signInValues } from '../support/signIn';
import { unforeseen } from '../support/previews';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { TEXT, wiresOf } from '../support/wires';
import { clientOf } from '../simulator/client';
import { OperationRequests } from '../simulator/operation-requests';
import { KEYS } from '../simulator/operation-values';

let simulator: RunningSimulator;
let requests: OperationRequests;
let logins: Record<string, IDataObject>;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '200', '--users', '20']);
});
afterAll(async () => await simulator.stop());

async function startAnew(): Promise<void> {
	await control(simulator, 'POST', '/reset');
	const send = clientOf(simulator);
	requests = new OperationRequests(Spec.load(), send, {});
	logins = await signInValues(simulator);
}

/** Reading or revoking the JWT in use takes one. */
const usesJwt = ({ operation: { method, path } }: Offered): boolean =>
	path === '/jwt' && method !== 'POST';

function credentialFor(one: Offered) {
	if (usesJwt(one)) return jwtCredential(simulator);
	const isMine = one.operation.path.includes('~');
	return apiKeyCredential(simulator, isMine ? 'officeManager' : 'superUser');
}

let count = 0;

/** What must name something that exists, or be like nothing else, by the API's name. */
const special: Record<string, () => unknown> = {
	'error-count': () => 0,
	'posts-count': () => 0,
	'?fields': () => 'user',
	'from-num': () => '12025550101',
	mac: () => requests.last || `02ccdd${String(++count).padStart(6, '0')}`,
	'post-url': () => `http://127.0.0.1:9/${++count}`,
	...Object.fromEntries(
		['forward_request_matchrule', 'match_to', 'con_index'].map((name) => [
			name,
			() => 'sample text',
		]),
	),
};

/** The fields with values of records that exist, which are made for it where need be. */
async function withRecords(one: Offered, asked: Iterable<Asked>): Promise<Filled> {
	const { method, path } = new Facts(one.operation.id);
	const shape = shapeOf(path);
	const names = [...path.matchAll(/\{(.+?)\}/g)].map(([, name]) => name!);
	const values = await requests.pathValues(method, shape, [...names]);
	const inPath = Object.fromEntries(names.map((name, i) => [name, values[i]]));
	const hint = requests.hints(shape, values);
	const existing = ({ name, in: place }: Asked['field']): unknown => {
		if (one.operation.download?.by?.name === name) return '1';
		if (place === 'query') return special[`?${name}`]?.() ?? hint(`?${name}`);
		if (path.endsWith('/answerrules/reorder') && place === 'body') return requests.ruleOrder;
		if (method !== 'POST' && name === KEYS[shape] && requests.last) return requests.last;
		return inPath[name] ?? special[name]?.() ?? logins[one.title]?.[name] ?? hint(name);
	};
	const valueOf = (field: Asked): unknown => {
		const usual = wiresOf(field)[0];
		return existing(field.field) ?? (usual === TEXT ? `${TEXT} ${++count}` : usual);
	};
	return new Map([...asked].map((field) => [field, valueOf(field)]));
}

/** Makes the record that a change or removal names with what is in its body. */
async function makeNamed(one: Offered, filled: Filled): Promise<void> {
	const { method, path, body } = expectedOf(one, filled);
	const isItem = method === 'DELETE' && one.operation.path.endsWith('}');
	const collection = isItem ? path.slice(0, path.lastIndexOf('/')) : path;
	const key =
		KEYS[shapeOf(isItem ? one.operation.path.replace(/\/[^/]*$/, '') : one.operation.path)];
	if (!['PUT', 'DELETE'].includes(method) || key === undefined) return;
	const named = isItem && { [key]: decodeURIComponent(path.slice(collection.length + 1)) };
	await clientOf(simulator)('POST', collection, {
		body: { 'config-value': '1', ...named, ...(body as object | undefined) },
	});
}

/** What the simulator says beyond the document, as an operation of its kind would. */
const undocumented: Record<string, string[]> = {
	'backup create': ['hostname', 'index', 'type', 'datetime'],
	'backup createAllDomains': ['domain', 'hostname', 'index', 'type', 'datetime'],
	'backup getRestorePoints': ['points'],
	'blockedNumber getAllForUser': ['user'],
	'call report': ['total'],
	'callDisposition getAll': ['domain'],
	'firebase get': ['accounts'],
	'queuedCall add': ['call-orig-call-id'],
	'routeConnection getAll': ['route-id'],
	'user getAllBasic': ['email-address'],
	'video getCompany': ['name', 'subdomain'],
};

async function failureOf(one: Offered, asked: Iterable<Asked>): Promise<string> {
	const filled = await withRecords(one, asked);
	await makeNamed(one, filled);
	const { error, items } = await runNode({
		parameters: parametersOf(one, filled),
		credential: credentialFor(one),
		input: [withFile],
	});
	if (error) return `${error.message} ${error.description ?? ''}`;
	const names = unforeseen(one, items).filter((name) => !undocumented[one.title]?.includes(name));
	return names.length > 0 ? `The preview lacks ${names.join(', ')}` : '';
}

/** Reads, then writes, then deletes, those of parts before those of the whole: each finds its record. */
function inOrder(all: Offered[]): Offered[] {
	const turn = (one: Offered) => {
		const { method, path } = one.operation;
		if (method === 'GET' || usesJwt(one)) return 0;
		return method === 'DELETE' ? 100 - path.split('/').length : 1;
	};
	return [...all].sort((a, b) => turn(a) - turn(b));
}

const inTurn = inOrder(offered).map((one) => [one.title, one] as const);

describe.each([
	['with the fewest fields', (one: Offered) => fewest(one).keys()] as const,
	['with every field', (one: Offered) => usually(formOf(one)).keys()] as const,
])('the server takes every operation %s', (_how, fieldsOf) => {
	beforeAll(startAnew);

	test.each(inTurn)('%s', async (_title, one) => {
		expect(await failureOf(one, fieldsOf(one))).toBe('');
	});
});
