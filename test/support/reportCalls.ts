/** Reports of a domain that is kept in memory. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { composites } from '../../nodes/NetSapiens/composites';
import type { Call } from '../../nodes/NetSapiens/execute/call';
import { MemoryServer } from './memoryServer';

type Lists = Record<string, IDataObject[]>;

/** What a report gave, what it read, and which queries went along. */
export interface Reported {
	items: INodeExecutionData[];
	rows: IDataObject[];
	hints: string[];
	reads: string[];
	queries: Array<[path: string, query: IDataObject]>;
}

interface How {
	/** As the server keeps it. */
	refuses?: Record<string, number>;
	/** What it says to a path, in place of answering. */
	fails?: (path: string) => Error | undefined;
	more?: Partial<Call>;
}

/** Runs an operation of a domain. */
export async function reported(
	[resource, operation]: [string, string],
	lists: Lists,
	query: IDataObject = {},
	{ refuses = {}, more = {}, fails }: How = {},
): Promise<Reported> {
	const server = new MemoryServer(structuredClone(lists));
	Object.assign(server.refuses, refuses);
	const [call] = server.calls([{ resource, operation, query: { domain: 'acme', ...query } }]);
	const hints: string[] = [];
	const queries: Reported['queries'] = [];
	const { context, api } = call!;
	const { request } = api;
	api.request = async (asked) => {
		queries.push([asked.path, asked.query as IDataObject]);
		const error = fails?.(asked.path);
		if (error) throw error;
		return await request(asked);
	};
	context.addExecutionHints = ({ message }) => hints.push(message);
	context.helpers = {
		prepareBinaryData: async (data: Buffer, fileName: string, mimeType: string) =>
			await Promise.resolve({ data: data.toString('utf8'), fileName, mimeType }),
	} as never;
	const items = await composites[resource]![operation]!({ ...call!, ...more });
	return { items, rows: items.map(({ json }) => json), hints, reads: server.reads, queries };
}

/** A record of a call from outside to a user: answered when there is talk. */
export function cdr(id: string, time: string | null, user: string, talk = 0): IDataObject {
	const start = time === null ? 0 : Date.parse(time) / 1000;
	const iso = (seconds: number) =>
		time === null ? '0000-00-00 00:00:00' : new Date(seconds * 1000).toISOString();
	return {
		...{ id, domain: 'acme', 'call-orig-call-id': id, 'call-leg-ordinal-index': 0 },
		...{ 'call-orig-user': '', 'call-orig-from-user': '12025550177', 'call-direction': 1 },
		...{ 'call-orig-to-user': '12025550100', 'call-term-user': user, 'call-term-domain': 'acme' },
		...{ 'call-term-to-uri': `sip:${user}@acme`, 'call-talking-duration-seconds': talk },
		'call-start-datetime': iso(start),
		'call-batch-start-datetime': iso(start),
		'call-answer-datetime': talk > 0 ? iso(start + 5) : '0000-00-00 00:00:00',
		'call-disconnect-datetime': iso(start + 5 + talk),
		...{ 'call-on-hold-duration-seconds': 0, 'call-disconnect-reason-text': 'Orig: Bye' },
	};
}
