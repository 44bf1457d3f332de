import { requireDomain } from '../auth/authorize';
import { badRequest, notFound } from '../errors';
import { ok, type Answer, type Call } from '../handler';
import { baseOf } from '../http/base';
import { pageOf, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Row } from '../state/table';
import { announceVoicemail, kilobytes, voicemailRecord, VOICEMAILS } from '../tenant/voicemails';

const FOLDERS = ['new', 'save', 'trash'];

export function registerVoicemails(sim: Simulator, routes: Routes): void {
	const shape = '/domains/{}/users/{}/voicemails/{}';
	sim.store.own(VOICEMAILS, shape);
	routes.on('GET', shape, (call) => {
		const rows = rowsOf(sim, call.path);
		const page = takePage(rows, pageOf(sim, call));
		return ok(page.map((row) => voicemailRecord(sim, row, rows.indexOf(row), baseOf(sim, call))));
	});
	routes.on('GET', `${shape}/count`, (call) => {
		const rows = rowsOf(sim, call.path);
		const size = rows.reduce((sum, row) => sum + kilobytes(row), 0);
		return ok({ count: rows.length, size: Math.round(size) });
	});
	routes.on('GET', `${shape}/{}`, (call) => single(sim, call));
	routes.on('DELETE', `${shape}/{}`, (call) => {
		const answer = single(sim, call);
		sim.store.table(VOICEMAILS).delete(find(sim, call.path));
		return answer;
	});
	routes.on('PATCH', `${shape}/{}/save`, (call) => {
		const row = find(sim, call.path);
		const [domain = '', user = ''] = row.parents;
		sim.store.table(VOICEMAILS).delete(row);
		const moved = sim.store.table(VOICEMAILS).put([domain, user, 'save'], row.id, row.data);
		return ok([voicemailRecord(sim, moved, 0, baseOf(sim, call))]);
	});
	routes.on('PATCH', `${shape}/{}/forward`, (call) => forward(sim, call));
}

function rowsOf(sim: Simulator, [domain = '', user = '', folder = '']: string[]): Row[] {
	if (!FOLDERS.includes(folder))
		throw badRequest(`Invalid value for path parameter folder: ${folder}`);
	return [...sim.store.table(VOICEMAILS).below([domain, user, folder])];
}

function find(sim: Simulator, path: string[]): Row {
	const [domain = '', user = '', folder = '', name = ''] = path;
	const table = sim.store.table(VOICEMAILS);
	const row =
		table.find([domain, user, folder], name) ?? table.find([domain, user, folder], `${name}.wav`);
	if (!row) throw notFound();
	return row;
}

function single(sim: Simulator, call: Call): Answer {
	return ok([voicemailRecord(sim, find(sim, call.path), 0, baseOf(sim, call))]);
}

function forward(sim: Simulator, call: Call): Answer {
	const row = find(sim, call.path);
	const wanted = String(call.body['voicemail-forward-new-destination'] ?? '');
	const [user = '', host] = wanted.split('@');
	const domain = (host ?? row.parents[0] ?? '').toLowerCase();
	requireDomain(sim, call.principal, domain);
	if (!sim.store.table('users').find([domain], user)) {
		throw notFound(`User ${user} does not exist in domain ${domain}`);
	}
	const copy = sim.store.table(VOICEMAILS).put([domain, user, 'new'], row.id, { ...row.data });
	announceVoicemail(sim, copy);
	return ok([voicemailRecord(sim, row, 0, baseOf(sim, call))]);
}
