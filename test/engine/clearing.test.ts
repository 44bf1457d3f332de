import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Field, FieldKind } from '../../nodes/NetSapiens/execute/operation';
import { runNode, type Run } from '../support/engine';
import { json, startHostile, type Hostile } from '../support/hostile';
import { offered, type Offered } from '../support/operations';
import { minimalParameters } from '../support/filled';

let server: Hostile;
beforeAll(async () => {
	server = await startHostile(json(202, { code: 202, message: 'Accepted' }));
});
afterEach(() => server.requests.splice(0));
afterAll(async () => await server.stop());

const run = async (parameters: INodeParameters, more: Partial<Run> = {}) =>
	await runNode({
		parameters,
		credential: {
			server: server.url,
			authentication: 'apiKey',
			apiKey: 'nss_0123456789',
			accessToken: 'nss_0123456789',
		},
		...more,
	});

const body = () => JSON.parse(server.requests.at(-1)!.body.toString()) as IDataObject;

/** What empties a field of each kind (docs/clearing.md). */
const nothing = {
	...{ string: '', csv: '', time: '', compactTime: '' },
	...{ dateTime: '', sqlDateTime: '', isoDateTime: '', date: '', compactDate: '' },
	...{ integer: null, number: null, unixTime: null, json: null },
	...{ list: [], numbers: [], records: [] },
} as Partial<Record<FieldKind, IDataObject[string]>>;

/** What clearing all that can be cleared should send: groups hold what is cleared in them. */
function expected(fields: Field[]): IDataObject {
	const entries = fields.flatMap((field): Array<[string, IDataObject[string]]> => {
		const { name, also = [], kind, closed, beside, empty } = field;
		if (closed || beside) return [];
		if (kind === 'record') {
			const inner = expected(field.fields ?? []);
			return Object.keys(inner).length > 0 ? [[name, inner]] : [];
		}
		const value = empty ?? nothing[kind];
		return value === undefined ? [] : [name, ...also].map((one) => [one, value]);
	});
	return Object.fromEntries(entries);
}

/** The names as the list of Fields to Clear has them. */
function namesOf(fields: Field[], group = ''): string[] {
	return fields.flatMap((field) => {
		if (field.kind === 'record') return namesOf(field.fields ?? [], `${group}${field.name}/`);
		const can = !field.closed && !field.beside && nothing[field.kind] !== undefined;
		return can ? [group + field.name] : [];
	});
}

/** All fields that can be cleared with something empty in them, one after the other. */
function emptied(fields: Field[], key: 'name' | 'parameter', values: unknown[]): INodeParameters {
	const those = fields.filter((field) => namesOf([field]).length > 0);
	const entries = those.map((field, at) => {
		const isGroup = field.kind === 'record';
		const value = isGroup ? emptied(field.fields ?? [], key, values) : values[at % values.length];
		return [field[key], value];
	});
	return Object.fromEntries(entries) as INodeParameters;
}

const required = ({ operation }: Offered): string[] =>
	operation.parameters
		.filter((field) => field.in === 'body')
		.flatMap(({ name, also = [] }) => [name, ...also]);

/** What was sent but for what the operation sends anyway. */
function cleared(one: Offered): IDataObject {
	const anyway = [...required(one), ...Object.keys(one.operation.constants ?? {}), 'synchronous'];
	return Object.fromEntries(
		Object.entries(body()).filter(([name]) => !anyway.includes(name)),
	) as IDataObject;
}

function reach(one: Offered): INodeParameters {
	const shown = (one.operation.fields ?? []).filter(({ inView }) => inView);
	const optional = ['fields', ...shown.map(({ parameter }) => parameter)];
	const entries = Object.entries(minimalParameters(one)).filter(
		([name]) => !optional.includes(name),
	);
	return Object.fromEntries(entries) as INodeParameters;
}

const updates = offered.filter(
	({ operation }) =>
		operation.clears && !operation.multipart && namesOf(operation.fields ?? []).length > 0,
);

test('every update of a record with optional fields can clear', () => {
	const records = offered.filter(
		({ operation }) =>
			operation.method === 'PUT' &&
			operation.mappable &&
			namesOf(operation.fields ?? []).length > 0,
	);
	expect(records.filter(({ operation }) => !operation.clears)).toEqual([]);
	expect(updates.length).toBeGreaterThan(40);
});

describe.each(updates.map((one) => [one.title, one] as const))('%s', (_, one) => {
	const fields = one.operation.fields ?? [];

	test('clears all that can be cleared, and sends nothing else', async () => {
		const { error } = await run({ ...reach(one), fieldsToClear: namesOf(fields) });
		expect(error?.message).toBeUndefined();
		expect(cleared(one)).toEqual(expected(fields));
	});

	test('clears added fields that come out empty, if that is wanted', async () => {
		const added = ['', '   ', '={{ null }}', '={{ $json.no }}'];
		const [shown, others] = [true, false].map((isShown) =>
			fields.filter(({ inView }) => (inView ?? false) === isShown),
		) as [Field[], Field[]];
		const parameters = {
			...reach(one),
			// Rows in view cannot be an expression: what can be there and say nothing is a blank one.
			...emptied(shown, 'parameter', [{ values: [{}] }]),
			fields: emptied(others, 'parameter', added),
		};
		const { error } = await run({ ...parameters, options: { emptyValues: 'clear' } });
		expect(error?.message).toBeUndefined();
		expect(cleared(one)).toEqual(expected(fields));
	});

	test('clears what the item has empty, if that is wanted', async () => {
		if (!one.operation.mappable) return;
		const parameters = minimalParameters(one);
		const required = one.operation.parameters.filter((field) => field.in === 'body');
		const item = {
			...emptied(fields, 'name', [null, '', ' ']),
			...Object.fromEntries(required.map(({ name, parameter }) => [name, parameters[parameter]])),
		} as IDataObject;
		const { error } = await run(
			{ ...reach(one), dataMode: 'autoMapInputData', options: { emptyValues: 'clear' } },
			{ input: [{ json: item }] },
		);
		expect(error?.message).toBeUndefined();
		expect(cleared(one)).toEqual(expected(fields));
	});
});

describe('a user', () => {
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	const update: INodeParameters = {
		resource: 'user',
		operation: 'update',
		domain: byId('acme.example'),
		user: byId('101'),
	};
	const clearing = async (fieldsToClear: unknown, more: INodeParameters = {}) =>
		await run({ ...update, fieldsToClear, ...more } as INodeParameters);

	test.each([
		['a list', ['department', 'site']],
		['text with commas', 'department, site'],
		['JSON', '["department","site"]'],
		['an expression', '={{ ["department", "site"] }}'],
		['names in another spelling', 'Department,SITE'],
	])('names are given as %s', async (_, names) => {
		const { error } = await clearing(names);
		expect(error?.message).toBeUndefined();
		expect(body()).toEqual({ department: '', site: '' });
	});

	test('empty values are left as they are unless they are to be cleared', async () => {
		const { error } = await run({ ...update, fields: { department: ' ', site: 'HQ' } });
		expect(error).toBeUndefined();
		expect(body()).toEqual({ site: 'HQ' });
	});

	test.each([
		[
			'voicemail-enabled',
			'"voicemail-enabled" cannot be cleared: it always has one of its values.',
		],
		['nothing-like-it', '"nothing-like-it" cannot be cleared: it is no field of this operation.'],
		['user', '"user" cannot be cleared: it is required here.'],
	])('%s is refused, with the reason', async (name, reason) => {
		const { error } = await clearing([name]);
		expect(error?.message).toContain(reason);
		expect(server.requests).toEqual([]);
	});

	test('a field that has a value is not cleared as well', async () => {
		const { error } = await clearing(['department'], { fields: { department: 'Sales' } });
		expect(error?.message).toContain('"department" has a value and is to be cleared as well.');
		expect(server.requests).toEqual([]);
	});

	test('a switch that comes out empty is refused, naming it', async () => {
		const { error } = await run(
			{ ...update, dataMode: 'autoMapInputData', options: { emptyValues: 'clear' } },
			{ input: [{ json: { 'voicemail-enabled': null, site: 'HQ' } }] },
		);
		expect(error?.message).toContain('"voicemail-enabled" is empty, and it cannot be cleared');
		expect(server.requests).toEqual([]);
	});
});
