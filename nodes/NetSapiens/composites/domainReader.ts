import type { IDataObject } from 'n8n-workflow';
import { readList } from '../execute/list';
import { recordsOf } from '../execute/output';
import { isAboutRights } from '../transport/failure';
import type { Call } from '../execute/call';

/** A list or a record below a domain. */
export interface Source {
	/** As people call it, in the plural, at the beginning of a sentence. */
	label: string;
	/** Below /ns-api/v2, with placeholders. */
	path: string;
	values?: IDataObject;
	query?: IDataObject;
	/** First core version that has it. */
	since?: string;
}

/** A list without a limit ends here, silently (facts: pagination). */
const A_PAGE = 100;

/** What the API says when something may not be read, or is not there. */
type Refusal = Error & { httpCode?: string | null };

/**
 * Reads lists of one domain. Of those that a report can do without, one that may not be read is noted
 * in place of its rows, so that nobody takes it for empty.
 */
export class DomainReader {
	/** A sentence for each list that could not be read. */
	readonly notes: string[] = [];
	readonly domain: IDataObject[string];
	/** The domain by its real name, as soon as a list has told it. */
	name: string;

	constructor(private readonly call: Call) {
		this.domain = call.values.query.domain;
		this.name = String(this.domain);
	}

	/**
	 * Every row of a list.
	 *
	 * @throws as reading a list does
	 */
	async all({ path, values, query, since = '44' }: Source): Promise<IDataObject[]> {
		const { api, options, itemIndex } = this.call;
		return await readList(
			api,
			{
				method: 'GET',
				path,
				values: { domain: this.domain, ...values },
				query,
				kind: 'list',
				since,
				itemIndex,
			},
			{ ...options, rows: Infinity },
		);
	}

	/**
	 * Every row of a list that has a few, such as the devices of one user. One request does, where a
	 * longer list takes another one to be sure of its end.
	 *
	 * @throws as reading a list does
	 */
	async few(source: Source): Promise<IDataObject[]> {
		const answer = await this.ask(source, 'list').catch(() => undefined);
		const rows = recordsOf(answer).filter((row) => Object.keys(row).length > 0);
		return answer === undefined || rows.length >= A_PAGE ? await this.all(source) : rows;
	}

	/**
	 * The record.
	 *
	 * @throws as a request does
	 */
	async one(source: Source): Promise<IDataObject> {
		return recordsOf(await this.ask(source, 'record'))[0] ?? {};
	}

	private async ask(
		{ path, values, query, since = '44' }: Source,
		kind: 'list' | 'record',
	): Promise<unknown> {
		const { api, itemIndex } = this.call;
		return await api.request({
			method: 'GET',
			path,
			values: { domain: this.domain, ...values },
			query,
			kind,
			since,
			itemIndex,
		});
	}

	/** Every row of a list; undefined, with a note, when it may not be read or is not there. */
	async allIfAllowed(source: Source): Promise<IDataObject[] | undefined> {
		return await this.noted(source, this.all(source));
	}

	/** The same for a record. */
	async oneIfAllowed(source: Source): Promise<IDataObject | undefined> {
		return await this.noted(source, this.one(source));
	}

	/**
	 * One short list for each owner, and its rows with the owner's name where they lack it; undefined, with a
	 * note, when such lists may not be read. The first owner shows whether they may.
	 */
	async ofEach(source: Source, name: string, owners: string[]): Promise<IDataObject[] | undefined> {
		const read = async (owner: string) => {
			const rows = await this.few({ ...source, values: { ...source.values, [name]: owner } });
			return rows.map((row) => ({ [name]: owner, ...row }));
		};
		const [first, ...others] = owners;
		if (first === undefined) return [];
		const begun = await this.noted(source, read(first));
		return begun && [begun, ...(await Promise.all(others.map(read)))].flat();
	}

	private async noted<T>({ label }: Source, reading: Promise<T>): Promise<T | undefined> {
		return await reading.catch((error: Refusal) => {
			if (!isRefused(error)) throw error;
			this.notes.push(`${label} could not be read. ${error.message}.`);
			return undefined;
		});
	}
}

/** Whether a list may not be read with this credential, or the server does not have it. */
export function isRefused({ httpCode, message }: Refusal): boolean {
	if (httpCode === '403' || httpCode === '404') return true;
	return httpCode === '401' && isAboutRights(message);
}
