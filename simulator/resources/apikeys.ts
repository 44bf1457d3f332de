import type { StoredKey } from '../auth/apikeys';
import { rankOf, SUPER } from '../auth/scopes';
import { forbidden, notFound } from '../errors';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

const CREATE_DENIED =
	'API key creation only allowed using an API key with permission to create new API keys';

/** API keys: made once, seen by their makers. */
export function registerApiKeys(sim: Simulator, routes: Routes): void {
	routes.on('GET', '/apikeys', (call) => list(sim, call));
	routes.on('POST', '/apikeys', (call) => create(sim, call));
	routes.on('GET', '/apikeys/{}', (call) => read(sim, call));
	routes.on('PUT', '/apikeys/{}', (call) => change(sim, call));
	routes.on('DELETE', '/apikeys/{}', (call) => {
		own(sim, call);
		sim.keys.revoke(call.path[0] ?? '');
		return ACCEPTED;
	});
}

function list(sim: Simulator, { principal }: Call): Answer {
	const visible = sim.keys
		.all()
		.filter((stored) => principal.keyId === '' || stored.maker === principal.keyId);
	return ok(visible.map((stored) => stored.data));
}

function create(sim: Simulator, { body, principal }: Call): Answer {
	const maker = sim.keys.stored(principal.keyId);
	if (maker?.data['can-create-keys'] !== 'yes') throw forbidden(CREATE_DENIED);
	const scope = String(body['user-scope'] ?? 'Basic User');
	if (rankOf(scope) >= principal.rank) throw forbidden();
	const { key, data } = sim.keys.make(body, principal.keyId);
	return ok({ ...data, key, notes: 'This key is shown once only' });
}

function read(sim: Simulator, call: Call): Answer {
	const { data } = own(sim, call);
	const mine = call.request.url.includes('/apikeys/~');
	const bare = mine || sim.switches.is('apikey-read', 'record');
	return ok(bare ? data : [data]);
}

function change(sim: Simulator, call: Call): Answer {
	const stored = own(sim, call);
	for (const field of ['description', 'ip-address', 'allowed-models']) {
		if (field in call.body) stored.data[field] = call.body[field];
	}
	return ACCEPTED;
}

/** The key named in the path. @throws ApiError when there is none, or the sender may not see it */
function own(sim: Simulator, { path, principal }: Call): StoredKey {
	const id = path[0] ?? '';
	const stored = sim.keys.stored(id);
	if (!stored) throw notFound();
	const allowed = principal.keyId === '' ? principal.rank >= SUPER : id === principal.keyId;
	if (!allowed && stored.maker !== principal.keyId) throw forbidden();
	return stored;
}
