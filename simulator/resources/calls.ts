import { isPerson } from '../auth/authorize';
import { forbidden, notFound } from '../errors';
import { activeCall } from '../events/call-payloads';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import { currentLeg, usersOf, type LiveCall } from '../tenant/live-call';

/** Live calls: a row for every leg that rings or talks. */
export function registerCalls(sim: Simulator, routes: Routes): void {
	const one = '/domains/{}/users/{}/calls/{}';
	routes.on('GET', '/domains/{}/calls', (call) => list(sim, call));
	routes.on('GET', '/domains/{}/users/{}/calls', (call) => list(sim, call));
	routes.on('GET', '/domains/{}/calls/count', (call) =>
		ok({ total: sim.calls.below(call.path).length }),
	);
	routes.on('GET', one, (call) => {
		const live = find(sim, call);
		return ok(activeCall(sim, live, currentLeg(live)));
	});
	routes.on('POST', '/domains/{}/users/{}/calls', (call) => dial(sim, call));
	const action = (name: string, act: (live: LiveCall, call: Call) => void, method = 'PATCH') =>
		routes.on(method, one + name, (call) => {
			act(find(sim, call), call);
			return ACCEPTED;
		});
	action('/answer', (live) => sim.calls.answer(live));
	action('/hold', (live) => sim.calls.hold(live));
	action('/unhold', (live) => sim.calls.unhold(live));
	const transfer = (live: LiveCall, call: Call) => sim.calls.transfer(live, destination(call));
	action('/transfer', transfer);
	action('/transferPeer', transfer);
	action('/reject', (live) => sim.calls.end(live, 'Term: Rejected'), 'DELETE');
	routes.on('DELETE', one, (call) => {
		sim.calls.end(find(sim, call));
		return ACCEPTED;
	});
	routes.on('POST', '/calls/report', ({ principal }) => {
		const isShown = (live: LiveCall) =>
			usersOf(live).some((user) => isPerson(sim, principal, live.domain, user));
		return ok({ total: [...sim.calls.live.values()].filter(isShown).length });
	});
}

/** Where an action sends a call, whichever name the body uses. */
function destination({ body }: Call): string {
	const value =
		body['call-term-user'] ??
		body.destination ??
		body['call-destination'] ??
		Object.values(body)[0];
	if (value === undefined || value === '') throw notFound();
	return String(value);
}

function find(sim: Simulator, call: Call): LiveCall {
	const [domain, user = '', id = ''] = call.path;
	const live = sim.calls.get(id);
	const concerned = live.domain === domain && usersOf(live).includes(user);
	if (!concerned) throw notFound();
	return live;
}

function list(sim: Simulator, call: Call): Answer {
	const rows: Data[] = sim.calls
		.below(call.path)
		.flatMap((live) =>
			live.legs.filter((leg) => leg.state !== 'over').map((leg) => activeCall(sim, live, leg)),
		);
	return ok(takePage(rows, pageOf(sim, call)));
}

/** Click-to-call: the caller's phone rings first; the client chose the call's id. */
function dial(sim: Simulator, call: Call): Answer {
	const { body } = call;
	const [domain = '', user = ''] = call.path;
	const from = String(body['call-orig-user'] ?? user).replace(/^sip:/, '');
	const [caller = '', home = domain] = from.split('@');
	const isUser = sim.store.table('users').find([home.toLowerCase()], caller) !== undefined;
	if (isUser && !isPerson(sim, call.principal, home.toLowerCase(), caller)) throw forbidden();
	const live = sim.calls.dial({
		from: `${caller}@${home}`,
		to: String(body['call-term-user'] ?? '').replace(/^sip:/, ''),
		domain,
		id: body['call-id'] === undefined ? undefined : String(body['call-id']),
	});
	if (body['auto-answer-enabled'] === 'yes') sim.calls.answer(live);
	if (body.synchronous === 'yes') return ok(activeCall(sim, live, currentLeg(live)));
	return ACCEPTED;
}
