/** A server that keeps records in memory, for what works on lists of any kind: no rights, no defaults. */
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Call } from '../../nodes/NetSapiens/execute/call';
import { Memory } from '../../nodes/NetSapiens/execute/memory';
import type { Form } from '../../nodes/NetSapiens/execute/operation';
import { composites } from '../../nodes/NetSapiens/generated/composites';
import type { ApiRequest } from '../../nodes/NetSapiens/transport/api';
import { remembered } from '../../nodes/NetSapiens/transport/known';

/** By what a list names its records, from the last word of its path. */
const ID_FIELDS: Record<string, string> = {
	domains: 'domain',
	contacts: 'unique-id',
	users: 'user',
	phonenumbers: 'phonenumber',
	smsnumbers: 'number',
	timeframes: 'timeframe-id',
	answerrules: 'time-frame',
	callqueues: 'callqueue',
	agents: 'callqueue-agent-id',
	devices: 'device',
	sites: 'site',
	addresses: 'emergency-address-id',
	autoattendants: 'starting-prompt',
	greetings: 'index',
};

const BLOCKED = 'phone-numbers-to-reject';
type Blocked = Record<typeof BLOCKED, { enabled: string; parameters: string[] }>;

type Lists = Record<string, IDataObject[]>;

/** One item's call, without what the server gives. */
export interface Asked {
	resource: string;
	operation: string;
	path?: IDataObject;
	query?: IDataObject;
	body?: IDataObject;
}

export class MemoryServer {
	/** What was changed, in order: `PUT /domains/acme/users/101`. */
	readonly writes: string[] = [];
	/** What those carried. */
	readonly bodies: unknown[] = [];
	/** Everything that was asked. */
	readonly reads: string[] = [];
	/** What it answers with an error in place of doing it: `GET /domains/acme/contacts` → 403. */
	readonly refuses: Record<string, number> = {};
	private made = 0;
	private readonly memory = new Memory();

	constructor(readonly lists: Lists) {}

	/** Another server with the same records. */
	copy(): MemoryServer {
		return new MemoryServer(structuredClone(this.lists));
	}

	calls(asked: Asked[], authentication = 'apiKey'): Call[] {
		const context = {
			logger: { debug() {} },
			getTimezone: () => 'America/New_York',
			getNode: () => ({ name: 'NetSapiens', type: 'x', parameters: {} }),
			continueOnFail: () => false,
			addExecutionHints() {},
		};
		const api = {
			context,
			request: async (request: ApiRequest) => await this.answer(request),
			authentication: async () => await Promise.resolve(authentication),
			stopped: new AbortController().signal,
		};
		return asked.map(
			({ resource, operation, path = {}, query = {}, body = {} }, itemIndex) =>
				({
					...{ context, api, resource, itemIndex, memory: this.memory },
					form: composites[resource]![operation] as Form,
					values: { path: { domain: 'acme', ...path }, query, body },
					options: { concurrency: 2, safety: { mode: 'none', confirmed: [] } },
				}) as unknown as Call,
		);
	}

	/** Every change with what it carried. */
	get sent(): Array<[write: string, body: unknown]> {
		return this.writes.map((write, at) => [write, this.bodies[at]]);
	}

	private async answer({ method, path, values = {}, query, body }: ApiRequest): Promise<unknown> {
		await Promise.resolve();
		const address = path.replace(/\{(.+?)\}/g, (_, name: string) => String(values[name]));
		const status = this.refuses[`${method} ${address}`];
		if (status !== undefined) throw refusal(method, status);
		if (method === 'GET') this.reads.push(address);
		if (path.endsWith('/count')) return { total: this.listAt(address.slice(0, -6)).length };
		if (/[}~]$/.test(path) && !(address in this.lists))
			return this.record(method, address, body as IDataObject);
		const list = this.listAt(address);
		if (method === 'GET') {
			const { start = 0, limit = 100 } = (query ?? {}) as { start?: number; limit?: number };
			return structuredClone(list.slice(start, start + limit));
		}
		this.note(method, address, body);
		if (path.endsWith('/number-filters')) return this.block(method, list, body as Blocked);
		// Such as putting a list in order.
		if (method !== 'POST') return { code: 202 };
		const idField = idFieldOf(address);
		const record = { [idField]: `made-${++this.made}`, ...(body as IDataObject) };
		list.push(record);
		return structuredClone(record);
	}

	private note(method: string, address: string, body: unknown): void {
		this.writes.push(`${method} ${address}`);
		this.bodies.push(structuredClone(body));
	}

	/** All blocked numbers of a domain are in one record. */
	private block(method: string, list: IDataObject[], body: Blocked): unknown {
		const sent = body[BLOCKED].parameters;
		const [record = { [BLOCKED]: { enabled: 'yes', parameters: [] } }] = list as Blocked[];
		const others = record[BLOCKED].parameters.filter((one) => !sent.includes(one));
		record[BLOCKED].parameters = method === 'POST' ? [...others, ...sent] : others;
		list.splice(0, 1, record);
		return { code: 202 };
	}

	private record(method: IHttpRequestMethods, address: string, body: IDataObject): unknown {
		const at = address.lastIndexOf('/');
		const list = this.listAt(address.slice(0, at));
		const idField = idFieldOf(address.slice(0, at));
		const id = address.slice(at + 1);
		const record = list.find((one) => id === '~' || String(one[idField]) === id);
		if (!record) throw refusal(method, 404);
		if (method === 'GET') return structuredClone(record);
		this.note(method, address, body);
		if (method === 'DELETE') list.splice(list.indexOf(record), 1);
		else if (method === 'POST') addTo(record, body);
		else Object.assign(record, body);
		return { code: 202 };
	}

	private listAt = (address: string): IDataObject[] => (this.lists[address] ??= []);
}

function refusal(method: IHttpRequestMethods, status: number): Error {
	const failure = { status, words: '', page: false, code: '', report: '' };
	const message = status === 404 ? 'Resource not found' : 'Refused';
	return remembered(Object.assign(new Error(message), { httpCode: `${status}` }), method, failure);
}

/** What is posted to a record is added to its lists. */
function addTo(record: IDataObject, body: IDataObject): void {
	for (const [name, more] of Object.entries(body)) {
		record[name] = [...((record[name] ?? []) as IDataObject[]), ...(more as IDataObject[])];
	}
}

const idFieldOf = (address: string): string => ID_FIELDS[address.split('/').at(-1)!] ?? 'id';
