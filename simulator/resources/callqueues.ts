import { addCollection } from '../collection-routes';
import { badRequest, notFound } from '../errors';
import { ACCEPTED, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { agentChanged } from '../tenant/changes';

/** Availability by the word in the path of an action or status. */
const ACTIONS: Record<string, string> = {
	login: 'automatic',
	onecall: 'manual',
	logout: 'disabled',
};

const AVAILABILITY = 'callqueue-agent-availability-type';
const FOR_DISPATCH = 'callqueue-agent-availability-for-dispatch';

export function registerCallQueues(sim: Simulator, routes: Routes): void {
	addCollection(sim, routes, {
		table: 'callqueues',
		shape: '/domains/{}/callqueues',
		owners: ['domain'],
		key: 'callqueue',
		exists: 'Call queue already exists.',
		brief: ['callqueue', 'domain', 'description', 'callqueue-dispatch-type'],
		created: (row, call) => {
			createQueueUser(sim, row);
			sim.audit('create', 'callqueue', row, call);
		},
		// Agents and numbers stay; only the queue and its own user go.
		outlivedBy: ['agents'],
		deleted: (row, call) => {
			const user = sim.store.table('users').find(row.parents, row.id);
			if (user?.data['service-code'] === 'system-queue') sim.resource('users').remove(user);
			sim.audit('delete', 'callqueue', row, call);
		},
		shown: (record, row) => ({ ...record, ...agentFigures(sim, row) }),
	});
	registerAgents(sim, routes);
	registerActions(sim, routes);
}

/** The vendor's own tool makes a queue together with a system user of the same number. */
function createQueueUser(sim: Simulator, row: Row): void {
	if (sim.store.table('users').find(row.parents, row.id)) return;
	sim.resource('users').create([...row.parents], row.id, {
		'name-first-name': String(row.data.description ?? 'Queue'),
		'name-last-name': 'Queue',
		'login-username': `${row.id}@${row.parents[0]}`,
		'email-address': '',
		'user-scope': 'No Portal',
		'service-code': 'system-queue',
	});
}

function agentFigures(sim: Simulator, queue: Row): Data {
	let total = 0;
	let available = 0;
	for (const agent of sim.store.table('agents').below([...queue.parents, queue.id])) {
		total++;
		if (agent.data[AVAILABILITY] === 'automatic') available++;
	}
	return { 'callqueue-count-agents-total': total, 'callqueue-count-agents-available': available };
}

/** Who is off gets no calls of the queue. */
const forDispatch = ({ data }: Row): string =>
	data[AVAILABILITY] === 'disabled' ? 'unavailable' : 'available';

function registerAgents(sim: Simulator, routes: Routes): void {
	const agents = addCollection(sim, routes, {
		table: 'agents',
		shape: '/domains/{}/callqueues/{}/agents',
		owners: ['domain', 'callqueue'],
		key: 'callqueue-agent-id',
		views: ['/domains/{}/agents'],
		exists: 'Agent already exists.',
		prepare: (call, _data, row) => {
			const [domain = '', queue = ''] = call.path;
			if (!row && !sim.store.table('callqueues').find([domain], queue)) {
				throw notFound(`Call queue ${queue} does not exist`);
			}
		},
		created: (row, call) => {
			row.data = { ...agentIdentity(sim, row), ...row.data };
			sim.audit('create', 'agent', row, call);
			agentChanged(sim, row);
		},
		updated: (row, before) => {
			const isSaid = row.data[FOR_DISPATCH] !== before[FOR_DISPATCH];
			if (!isSaid && row.data[AVAILABILITY] !== before[AVAILABILITY]) {
				row.data[FOR_DISPATCH] = forDispatch(row);
			}
			agentChanged(sim, row);
		},
		deleted: (row, call) => {
			sim.audit('delete', 'agent', row, call);
			agentChanged(sim, row);
		},
	});
	// An agent may be named with or without its domain.
	routes.on('POST', '/domains/{}/callqueues/{}/agents', (call) => {
		const id = fullId(String(call.body['callqueue-agent-id'] ?? ''), call.path[0] ?? '');
		if (id.startsWith('@')) throw badRequest('Missing required field: callqueue-agent-id');
		return agents.post({ ...call, body: { ...call.body, 'callqueue-agent-id': id } });
	});
	for (const method of ['GET', 'PUT', 'DELETE']) {
		const shape = '/domains/{}/callqueues/{}/agents/{}';
		routes.on(method, shape, (call) => {
			const [domain = '', queue = '', id = ''] = call.path;
			const named = { ...call, path: [domain, queue, fullId(id, domain)] };
			return method === 'GET'
				? agents.get(named)
				: method === 'PUT'
					? agents.put(named)
					: agents.del(named);
		});
	}
}

/** `1000` and `1000@acme.example` are the same agent of the domain. */
export const fullId = (id: string, domain: string): string =>
	id.includes('@') ? id : `${id}@${domain}`;

function agentIdentity(sim: Simulator, row: Row): Data {
	const user = sim.store.table('users').find([row.parents[0] ?? ''], row.id.split('@')[0] ?? '');
	return {
		[AVAILABILITY]: 'automatic',
		'callqueue-agent-entry-type': 'device',
		'callqueue-agent-has-registered-devices': 'yes',
		[FOR_DISPATCH]: forDispatch(row),
		'login-username': user?.data['login-username'] ?? '',
		'name-full-name': user ? `${user.data['name-first-name']} ${user.data['name-last-name']}` : '',
		'agent-name-first-name': user?.data['name-first-name'] ?? '',
		'agent-name-last-name': user?.data['name-last-name'] ?? '',
		'agent-department': user?.data.department ?? '',
		'agent-site': user?.data.site ?? '',
		'agent-user-scope': user?.data['user-scope'] ?? '',
		'agent-status-message': null,
		'last-modified-datetime': sim.isoNow(),
	};
}

function registerActions(sim: Simulator, routes: Routes): void {
	for (const [action, availability] of Object.entries(ACTIONS)) {
		routes.on('PATCH', `/domains/{}/callqueues/{}/agents/{}/${action}`, (call) => {
			const [domain = '', queue = '', id = ''] = call.path;
			const rows = queue === 'all' ? allOf(sim, domain, id) : [agent(sim, domain, queue, id)];
			for (const row of rows) setAvailability(sim, row, availability, '');
			return ACCEPTED;
		});
	}
	routes.on('PATCH', '/domains/{}/callqueues/all/agents/{}/{}', (call: Call) => {
		const [domain = '', id = '', status = ''] = call.path;
		const rows = allOf(sim, domain, id);
		if (rows.length === 0) throw notFound();
		for (const row of rows) setAvailability(sim, row, ACTIONS[status] ?? 'disabled', status);
		return ACCEPTED;
	});
}

const agent = (sim: Simulator, domain: string, queue: string, id: string): Row =>
	sim.resource('agents').row([domain, queue], fullId(id, domain));

const allOf = (sim: Simulator, domain: string, id: string): Row[] =>
	[...sim.store.table('agents').below([domain])].filter((row) => row.id === fullId(id, domain));

function setAvailability(sim: Simulator, row: Row, availability: string, status: string): void {
	sim.resource('agents').update(row, {
		[AVAILABILITY]: availability,
		'agent-status-message': status || null,
	});
}
