import { notFound } from '../errors';
import type { Answer } from '../handler';
import type { Data } from '../state/table';
import type { Switches } from '../switches';
import type { System } from '../system';
import type { RecordKind } from './data';
import { renamed } from './names';
import { longDigitsBare, valueChange } from './values';

/** What is known about an endpoint. */
interface Place {
	endpoint: { method: string; shape: string };
	kind?: RecordKind;
}

type Change = (body: unknown) => unknown;

/**
 * An answer as servers of the chosen dialect write it: their names, their values, and what they
 * wrap lists and single records in.
 * @throws ApiError 404 for an empty list, where the switch says so
 */
export function spoken(system: System, { endpoint, kind }: Place, answer: Answer): Answer {
	const { switches } = system;
	const { body, json } = answer;
	if ((body === undefined && json === undefined) || answer.type !== undefined) return answer;
	const isRead = endpoint.method === 'GET';
	if (isRead && (json === '[]' || (Array.isArray(body) && body.length === 0))) {
		return emptyList(switches, answer);
	}
	const changes = [
		nameChange(switches, kind),
		...(isRead ? [eachRecord(valueChange(switches)), wrapping(switches, endpoint.shape)] : []),
	].filter((change) => change !== undefined);
	const isLong = isRead && switches.is('long-digits', 'integers');
	if (changes.length === 0 && !isLong) return answer;
	const said: unknown = json === undefined ? body : JSON.parse(json);
	const text = system.json(changes.reduce((now, change) => change(now), said));
	return { ...answer, body: undefined, json: isLong ? longDigitsBare(text) : text };
}

const isRecord = (body: unknown): body is Data =>
	typeof body === 'object' && body !== null && !Array.isArray(body);

/** A change of records made one of whole bodies. */
function eachRecord(change: ((record: Data) => Data) | undefined): Change | undefined {
	if (!change) return undefined;
	const one: Change = (value) => (isRecord(value) ? change(value) : value);
	return (body) => (Array.isArray(body) ? body.map(one) : one(body));
}

function nameChange(switches: Switches, kind: RecordKind | undefined): Change | undefined {
	const dialect = switches.get('record-names');
	if (!kind || dialect === 'documented') return undefined;
	return eachRecord((record) => renamed(record, kind, dialect));
}

/** Whether an answer to this endpoint is one record of a domain. */
const isDetail = (shape: string) => /^\/domains\/(.*\/)?\{\}$/.test(shape);

function wrapping(switches: Switches, shape: string): Change | undefined {
	const asRecord = switches.is('one-row', 'record');
	const asList = switches.is('detail', 'list') && isDetail(shape);
	if (!asRecord && !asList) return undefined;
	return (body) => {
		if (Array.isArray(body)) return asRecord && body.length === 1 ? (body[0] as unknown) : body;
		return asList && isRecord(body) ? [body] : body;
	};
}

/** What comes in place of a list without entries. */
function emptyList(switches: Switches, answer: Answer): Answer {
	switch (switches.get('empty-list')) {
		case '404':
			throw notFound();
		case '204':
			return { status: 204, bytes: Buffer.alloc(0) };
		case 'nothing':
			return { ...answer, body: undefined, json: '' };
		case 'null':
			return { ...answer, body: undefined, json: 'null' };
		default:
			return answer;
	}
}
