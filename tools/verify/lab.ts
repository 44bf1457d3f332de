import type { IDataObject } from 'n8n-workflow';

import { pickers } from '../../nodes/NetSapiens/generated/pickers';
import { spelled } from '../../nodes/NetSapiens/spellings';
import type { Access } from './access';
import type { DialectWords } from '../generate/words';
import { recordOf } from '../generate/dialects';
import type { Answer, Query, Wire } from './wire';

export type Row = IDataObject;

/** Lists of records; the first at a path is the one whose identifiers paths hold. */
const lists = Object.values(pickers).flatMap(({ sources = [] }) => {
	const own = sources.find(({ alone }) => !alone);
	return sources.filter((source) => source.alone || source === own);
});

const USERS = '/domains/{domain}/users';

/** Folders of a mailbox, those that are likely to hold something first. */
const FOLDERS = ['new', 'save', 'trash'];

/** More users than that are not asked for records of their own. */
const MOST_USERS = 3;

/**
 * A server on the table: reads its records by the paths of their collections, whatever domain and
 * user the credential is for, and asks for nothing twice.
 */
export class Lab {
	domain = '~';
	/** Extensions of the first people of the domain. */
	users = ['~'];
	private readonly answers = new Map<string, Promise<Answer>>();

	private constructor(
		readonly wire: Wire,
		readonly access: Access,
		readonly dialects: DialectWords,
	) {}

	/** @param domain where to look; the credential's own, or the first that it sees, when left out */
	static async open(
		wire: Wire,
		access: Access,
		dialects: DialectWords,
		domain?: string,
	): Promise<Lab> {
		const lab = new Lab(wire, access, dialects);
		lab.domain = domain ?? (await firstDomain(lab));
		const people = peopleIn((await lab.list(USERS, { limit: 100 })).rows, lab);
		if (people.length > 0) lab.users = people;
		return lab;
	}

	/** How the server describes whoever the credential acts as. */
	async ownRecord(): Promise<Answer> {
		return await this.get(this.access.kind === 'key' ? '/apikeys/~' : '/domains/~/users/~');
	}

	/** The answer to a path with its values filled in. */
	async get(path: string, query: Query = {}): Promise<Answer> {
		const key = JSON.stringify([path, query]);
		const known = this.answers.get(key) ?? this.wire.get(path, query);
		this.answers.set(key, known);
		return await known;
	}

	/**
	 * The records of a collection in the first place that has some: of the first users, of the
	 * folders of a mailbox, below the first record of each collection above.
	 *
	 * @param template for example `/domains/{domain}/users/{user}/devices`
	 * @returns no rows, and the last answer if there was any, when nothing is found
	 */
	async list(
		template: string,
		query: Query = {},
	): Promise<{ rows: Row[]; answer?: Answer; path?: string }> {
		let last: { answer: Answer; path: string } | undefined;
		for (const path of await this.placesOf(template)) {
			const answer = await this.get(path, query);
			last = { answer, path };
			const rows = rowsOf(answer);
			if (rows.length > 0) return { rows, answer, path };
		}
		return { rows: [], ...last };
	}

	/** The identifier of a record of a collection; undefined when it has none. */
	idOf(template: string, row: Row): string | undefined {
		const name = lists.find(({ path }) => path === template)?.value;
		const id = name && spelled(row, this.kindOf(template)).get(name);
		const isText = typeof id === 'string' || typeof id === 'number';
		return isText && !/^\.*$/.test(String(id)) ? String(id) : undefined;
	}

	/** The kind of records in a collection, by spec/dialects.yaml. */
	kindOf(template: string): string | undefined {
		return recordOf(template, this.dialects);
	}

	/** The paths that a template may stand for. */
	private async placesOf(template: string): Promise<string[]> {
		const [, above, name, below] = /^(.*?)\/\{([^}]+)\}(.*)$/s.exec(template) ?? [];
		if (above === undefined || name === undefined || below === undefined) return [template];
		const values = await this.valuesOf(name, above);
		const places: string[] = [];
		for (const value of values) {
			places.push(...(await this.placesOf(`${above}/${encodeURIComponent(value)}${below}`)));
		}
		return places;
	}

	private async valuesOf(name: string, above: string): Promise<string[]> {
		switch (name) {
			case 'domain':
				return [this.domain];
			case 'user':
				return this.users;
			case 'folder':
				return FOLDERS;
			default: {
				const template = this.templateOf(above);
				const [row] = rowsOf(await this.get(above, { limit: 1 }));
				const id = template && row && this.idOf(template, row);
				return id === undefined ? [] : [id];
			}
		}
	}

	/** The template of a collection whose path is filled already. */
	private templateOf(path: string): string | undefined {
		const parts = path.split('/');
		const fits = (template: string) => {
			const others = template.split('/');
			return (
				others.length === parts.length &&
				others.every((part, at) => part === parts[at] || /^\{.*\}$/.test(part))
			);
		};
		return lists.find(({ path: template }) => fits(template))?.path;
	}
}

/** The records of an answer: a list, one bare record, or none. */
export function rowsOf({ status, body }: Answer): Row[] {
	if (status < 200 || status > 299) return [];
	const list: unknown[] = Array.isArray(body) ? body : [body];
	return list.filter(isRow);
}

function isRow(value: unknown): value is Row {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	return Object.keys(value).length > 0 && !('code' in value && 'message' in value);
}

/** Keys of resellers and of the system have no domain of their own. */
async function firstDomain(lab: Lab): Promise<string> {
	const own = await lab.get('/domains/~');
	if (rowsOf(own).length > 0) return '~';
	const [first] = rowsOf(await lab.get('/domains', { limit: 1 }));
	return typeof first?.domain === 'string' ? first.domain : '~';
}

/** Users that are people; queues, attendants and the like are users too. */
function peopleIn(rows: Row[], lab: Lab): string[] {
	const people = rows.filter((row) => {
		const service = spelled(row, 'user').get('service-code');
		return !/^system/.test(typeof service === 'string' ? service : '');
	});
	return people.flatMap((row) => lab.idOf(USERS, row) ?? []).slice(0, MOST_USERS);
}
