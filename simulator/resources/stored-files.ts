import { requireOwners, sees } from '../auth/authorize';
import { badRequest, notFound } from '../errors';
import { decode } from '../files/base64';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import { baseOf } from '../http/base';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { inSuccess } from './error-in-success';

const OWNERS = ['reseller', 'domain', 'server'];

/** Images and templates: files by name, each for a reseller, domain and server. */
export function registerStoredFiles(sim: Simulator, routes: Routes): void {
	for (const kind of ['images', 'templates']) {
		const shape = `/${kind}/{}`;
		sim.store.own(kind, '/resellers/{}/domains/{}/servers/{}');
		const wrap = (act: (call: Call) => Answer) => (call: Call) => {
			const [reseller, domain] = ownersOf({ ...call.query, ...call.body });
			requireOwners(sim, call.principal, { reseller, domain });
			return kind === 'templates' ? inSuccess(sim, () => act(call)) : act(call);
		};
		routes.on('GET', shape, (call) => {
			const row = find(sim, call, kind, call.query, 'File not found.');
			const [reseller, domain] = row.parents;
			if (!sees(sim, call.principal, { reseller, domain })) throw notFound('File not found.');
			return ok(shown(sim, call, kind, row));
		});
		routes.on(
			'POST',
			shape,
			wrap((call) => {
				if (sim.store.table(kind).find(ownersOf(call.body), call.path[0] ?? '')) {
					throw badRequest('File already exists.');
				}
				return store(sim, call, kind);
			}),
		);
		routes.on(
			'PUT',
			shape,
			wrap((call) => {
				find(sim, call, kind, call.body, 'File not found.');
				return store(sim, call, kind);
			}),
		);
		routes.on(
			'DELETE',
			shape,
			wrap((call) => {
				const row = find(sim, call, kind, { ...call.query, ...call.body }, 'File does not exist.');
				sim.store.table(kind).delete(row);
				sim.media.drop(keyOf(kind, row));
				return ACCEPTED;
			}),
		);
	}
}

const ownersOf = (data: Data) => OWNERS.map((name) => String(data[name] ?? '*') || '*');
const keyOf = (kind: string, row: Row) => `${kind}/${row.parents.join('/')}/${row.id}`;

function find(sim: Simulator, call: Call, kind: string, owners: Data, missing: string): Row {
	const row = sim.store.table(kind).find(ownersOf(owners), call.path[0] ?? '');
	if (!row) throw notFound(missing);
	return row;
}

function store(sim: Simulator, call: Call, kind: string): Answer {
	const { body } = call;
	const upload = call.files[0];
	if (!upload && body.base64_file === undefined) throw badRequest('Missing file information.');
	const bytes = upload ? upload.bytes : decode(String(body.base64_file));
	const type = upload ? upload.type : String(body.filetype ?? 'application/octet-stream');
	const row = sim.store.table(kind).put(ownersOf(body), call.path[0] ?? '', {
		description: String(body.description ?? ''),
		type,
		size: bytes.length,
	});
	const [reseller, domain] = row.parents;
	sim.media.keep(keyOf(kind, row), { bytes, type }, { reseller, domain });
	return ACCEPTED;
}

function shown(sim: Simulator, call: Call, kind: string, row: Row): Data {
	const [reseller = '*', domain = '*', server = '*'] = row.parents;
	const url = sim.media.signedUrl(baseOf(sim, call), {
		key: keyOf(kind, row),
		name: row.id,
		seconds: 0,
		domain,
		user: '',
		type: kind,
	});
	return {
		domain,
		server,
		description: row.data.description,
		reseller,
		'file-mime-type': row.data.type,
		'file-size-bytes': row.data.size,
		// The document names the field with a space at its end, and servers were seen to send it so.
		'file-access-url ': url,
	};
}
