import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { livesOnOptionalFields } from '../../nodes/NetSapiens/execute/nothingToSend';
import type { Operation } from '../../nodes/NetSapiens/execute/operation';
import { entered } from './entered';
import { Facts } from './facts';
import { formOf, type Asked } from './form';
import type { Offered } from './operations';
import type { Sent } from './sent';
import { FILE, wiresOf } from './wires';

/** Fields that are filled in, with what is to arrive for them. */
export type Filled = Map<Asked, unknown>;

/** Each of these fields with its usual value. */
export const usually = (asked: Asked[]): Filled =>
	new Map(asked.filter(({ field }) => !field.beside).map((one) => [one, wiresOf(one)[0]]));

const CALL = '/domains/{domain}/users/{user}/calls/{call_id}';

/** Operations whose server wants one of several fields, none of which is required, and one of those. */
const oneOfSeveral: Record<string, string> = {
	'GET /domains/{domain}/transcriptions': 'callid',
	[`PATCH ${CALL}/transfer`]: 'call-term-user',
	[`PATCH ${CALL}/transferPeer`]: 'destination',
};

/** All that stands in view, and one field more where the request would mean nothing without. */
export function fewest(one: Offered): Filled {
	const { operation } = one;
	const form = formOf(one);
	const wanted = ({ at, field }: Asked) =>
		field.name === oneOfSeveral[operation.id] ||
		(livesOnOptionalFields(operation) && at === 'fields');
	return usually([
		...form.filter(({ at }) => at === 'view'),
		...form.filter((asked) => asked.at !== 'view' && wanted(asked)).slice(0, 1),
	]);
}

/** The parameters of the node for what is filled in. */
export function parametersOf({ choice }: Offered, filled: Filled): INodeParameters {
	const parameters: INodeParameters = { ...choice };
	for (const [asked, wire] of filled) {
		const { parameter } = asked.field;
		const value = entered(asked, wire);
		if (asked.at === 'view' || asked.field.inView) parameters[parameter] = value;
		else {
			const collection = (parameters[asked.at] ??= {}) as INodeParameters;
			collection[parameter] = value;
		}
	}
	return parameters;
}

/** What is to be on the wire for what is filled in, and nothing else. */
export function expectedOf({ operation }: Offered, filled: Filled): Sent {
	const facts = new Facts(operation.id);
	const values = { path: {}, query: {}, body: {} } as Record<string, IDataObject>;
	for (const [{ field }, wire] of filled) {
		const names = [field.name, ...(field.also ?? [])];
		for (const name of names) values[field.in]![name] = wire as string;
	}
	const { path = {}, query = {}, body = {} } = values;
	Object.assign(query, pageOf(operation, facts, filled), operation.queryConstants);
	Object.assign(body, constantsOf(operation, path), facts.synchronous && { synchronous: 'yes' });
	const replaces = facts.method === 'PUT' && facts.multipart;
	// Servers refuse a form by PUT: what has an index is replaced by POST, the rest goes as text.
	const byPost = replaces && facts.path.endsWith('/{index}');
	const template = byPost ? facts.path.slice(0, -'/{index}'.length) : facts.path;
	return {
		method: byPost ? 'POST' : facts.method,
		path: template.replace(/\{(.+?)\}/g, (_, name: string) => encodeURIComponent(`${path[name]}`)),
		query: Object.entries(query)
			.map(([name, value]): [string, string] => [name, `${value}`])
			.sort(([a], [b]) => (a < b ? -1 : 1)),
		body: wholeBody(operation, facts, body, facts.multipart && (byPost || !replaces)),
	};
}

/** A list is asked for page by page, unless its start and end are something else. */
function pageOf({ result, download }: Operation, facts: Facts, filled: Filled): IDataObject {
	const asksForThem = [...filled.keys()].some(({ field }) => field.name === 'start');
	if (!facts.pages || asksForThem) return {};
	if (download?.by) return { start: 0, limit: 100 };
	return result === 'list' ? { start: 0, limit: 50 } : {};
}

/** Values that are always sent; some repeat one of the path. */
const constantsOf = ({ constants = {} }: Operation, path: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(constants).map(([name, value]) => {
			const repeated = /^\{(.+)\}$/.exec(`${value}`)?.[1];
			return [name, repeated === undefined ? value : path[repeated]];
		}),
	);

function wholeBody(
	{ media }: Operation,
	facts: Facts,
	body: IDataObject,
	isForm: boolean,
): unknown {
	const entries = Object.entries(body).flatMap(([name, value]): [string, unknown][] =>
		(value as unknown) === FILE && !isForm ? fileAsText(name, media) : [[name, value]],
	);
	if (facts.method === 'GET' || entries.length === 0) return undefined;
	if (facts.arrayBody) return entries[0]?.[1];
	const values = entries.map(([name, value]) => [name, isForm ? partOf(value) : value] as const);
	return Object.fromEntries(values);
}

/** A file inside JSON: of a message, or in place of one. */
function fileAsText(name: string, media: Operation['media']): [string, unknown][] {
	const content = FILE.content.toString('base64');
	return media
		? [
				[name, content],
				[media.type, FILE.type],
				[media.size, FILE.content.length],
			]
		: [
				['base64_file', content],
				['filetype', FILE.type],
			];
}

const partOf = (value: unknown): unknown => (typeof value === 'object' ? value : String(value));

/**
 * The fewest parameters with which an operation can be run.
 *
 * @param known values of records that exist, by the API's names
 */
export function minimalParameters(one: Offered, known: IDataObject = {}): INodeParameters {
	const filled = [...fewest(one)].map(([asked, wire]): [Asked, unknown] => [
		asked,
		known[asked.field.name] ?? wire,
	]);
	return parametersOf(one, new Map(filled));
}
