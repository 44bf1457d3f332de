import type { StoredKey } from '../auth/apikeys';
import { modelAllowed } from '../auth/authorize';
import type { Principal } from '../auth/principal';
import { rankOf, SUPER } from '../auth/scopes';
import { forbidden, notFound } from '../errors';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';

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

function list(sim: Simulator, call: Call): Answer {
	const { principal } = call;
	const isKey = principal.keyId !== '';
	const visible = sim.keys
		.all()
		.filter((stored) => (isKey ? stored.maker === principal.keyId : isOfPerson(stored, principal)));
	return ok(takePage(visible, pageOf(sim, call)).map((stored) => stored.data));
}

/** Somebody who signed in is shown the own keys, a super user all. */
const isOfPerson = ({ data }: StoredKey, { rank, domain, user }: Principal): boolean =>
	rank >= SUPER || (data.domain === domain && data.user === user);

function create(sim: Simulator, call: Call): Answer {
	const { body, principal } = call;
	const maker = sim.keys.stored(principal.keyId);
	if (maker?.data['can-create-keys'] !== 'yes') throw forbidden(CREATE_DENIED);
	const scope = String(body['user-scope'] ?? 'Basic User');
	const models = [body['allowed-models'] ?? '*'].flat().map(String);
	const isMore = models.some((model) => !modelAllowed(sim.keys, principal.keyId, model));
	if (rankOf(scope) >= principal.rank || isMore) throw forbidden();
	const { key, data } = sim.keys.make(ownersOf(sim, call), principal.keyId);
	return ok({ ...data, key, notes: 'This key is shown once only' });
}

/** The wanted key with the sender's reseller for `~`. @throws ApiError 404 when it is for a user who does not exist */
function ownersOf(sim: Simulator, { body, principal }: Call): Data {
	const reseller = body.reseller === '~' ? principal.reseller : (body.reseller ?? '*');
	const domain = String(body.domain).toLowerCase();
	const user = String(body.user ?? '');
	if (user !== '' && !sim.store.table('users').find([domain], user)) {
		throw notFound(`User ${user} does not exist in domain ${domain}`);
	}
	return { ...body, reseller, domain, user };
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
	const isKey = principal.keyId !== '';
	const isOwn = isKey ? id === principal.keyId : isOfPerson(stored, principal);
	if (!isOwn && !(isKey && stored.maker === principal.keyId)) throw forbidden();
	return stored;
}
