/** What becomes of the `data` of an answer; names stay the API's. */
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from './transport/reply';

type Given = Record<string, string>;

/** The client that was made: its ID and its domain on NetSapiens, which later steps need. */
export function createdClient(data: unknown): IDataObject[] | undefined {
	if (!isRecord(data) || !isRecord(data.client)) return undefined;
	const { client } = data;
	if (!isFilled(client.id) || !isFilled(client.ns_domain)) return undefined;
	return [{ ...client, ...timeOf(data) }];
}

/** Word that something was done with a client. */
export function clientDone(data: unknown, { client_id }: Given): IDataObject[] | undefined {
	if (!isRecord(data) || !isFilled(data.timestamp)) return undefined;
	return [{ client_id, success: true, ...timeOf(data) }];
}

/** Whether a domain is active or locked. */
export function domainStatus(data: unknown, { domain }: Given): IDataObject[] | undefined {
	if (!isRecord(data) || !isFilled(data.status)) return undefined;
	return [{ domain, ...data, ...timeOf(data) }];
}

/** The device; its key is handed on as it came. */
export function device(data: unknown): IDataObject[] | undefined {
	if (!isRecord(data) || !isFilled(data.aor)) return undefined;
	return [{ ...data, ...timeOf(data) }];
}

/** One item a number; none when nothing was found. */
export function numbers(data: unknown): IDataObject[] | undefined {
	if (!isRecord(data) || !isRecord(data.return)) return undefined;
	const { result, tnCount } = data.return;
	const found = isRecord(result) ? result.tn : undefined;
	if (found === undefined || found === null) return Number(tnCount ?? 0) > 0 ? undefined : [];
	const rows = [found].flat();
	return rows.every(isRecord) ? rows.map(asNumber) : undefined;
}

function asNumber(row: IDataObject): IDataObject {
	return isFilled(row.number) ? { ...row, number: String(row.number) } : row;
}

/** `timestamp` is in seconds since 1970; `datetime` is the same for people and date fields. */
function timeOf({ timestamp }: IDataObject): IDataObject {
	if (!isFilled(timestamp)) return {};
	const date = new Date(Number(timestamp) * 1000);
	return Number.isNaN(date.getTime()) ? { timestamp } : { timestamp, datetime: date.toISOString() };
}

function isFilled(value: unknown): boolean {
	return (typeof value === 'string' && value !== '') || typeof value === 'number';
}
