import type { IDataObject } from 'n8n-workflow';
import { json, type Responder } from './hostile';

/** When a record begins, in epoch milliseconds. */
export const time = (row: IDataObject) => Date.parse(String(row['call-start-datetime']));

/** The order in which servers list. */
export const newestFirst = (a: IDataObject, b: IDataObject) => time(b) - time(a);

/** Lists the records of a period, newest first, as servers do, or in another order. */
export function listing(records: IDataObject[], order = newestFirst): Responder {
	const rows = [...records].sort(order);
	return (request, response) => {
		const url = new URL(request.url, 'http://x');
		const asked = (name: string) => url.searchParams.get(name) ?? '';
		const [from, to] = [Date.parse(asked('datetime-start')), Date.parse(asked('datetime-end'))];
		const found = rows.filter((row) => time(row) >= from && time(row) <= to);
		const start = Number(asked('start'));
		const answer = url.pathname.endsWith('/count')
			? { total: found.length }
			: found.slice(start, start + Number(asked('limit')));
		return json(200, answer)(request, response);
	};
}
