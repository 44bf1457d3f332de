import { addCollection } from '../collection-routes';
import { badRequest, notFound } from '../errors';
import { ok, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { depart } from '../tenant/departure';

const NAME = /^[A-Za-z0-9._-]{1,64}$/;

export function registerDomains(sim: Simulator, routes: Routes): void {
	const domains = addCollection(sim, routes, {
		table: 'domains',
		shape: '/domains',
		owners: [],
		key: 'domain',
		exists: 'Domain already exists.',
		missing: (name) => `Domain ${name} does not exist`,
		prepare: (call, data, row) => prepare(sim, call, data, row),
		created: (row, call) => created(sim, row, call),
		updated: (row, _before, call) => sim.audit('update', 'domain', row, call),
		deleted: (row, call) => {
			sim.audit('delete', 'domain', row, call);
			depart(sim, { domain: row.id });
		},
		shown: (record, row) => ({
			...record,
			'count-subcriber-resources-total': [...sim.store.table('users').below([row.id])].length,
			'active-calls-total-current': sim.calls.below([row.id]).length,
		}),
	});
	// Names are compared without regard to case; they are kept in lower case.
	routes.on('POST', '/domains', (call) =>
		domains.post({
			...call,
			body: { ...call.body, domain: String(call.body.domain).toLowerCase() },
		}),
	);
	routes.on('GET', '/domains/{}/billing', (call) =>
		ok(domains.show(domains.row([], call.path[0] ?? ''))),
	);
}

function prepare(sim: Simulator, call: Call, data: Data, row?: Row): void {
	const isMine = data.reseller === '~' || (!row && data.reseller === undefined);
	if (isMine) data.reseller = call.principal.reseller;
	const { reseller } = data;
	if (reseller !== undefined && !sim.store.table('resellers').find([], String(reseller))) {
		throw notFound(`Reseller ${String(reseller)} does not exist`);
	}
	if (row) return;
	const name = String(data.domain);
	if (!NAME.test(name)) throw badRequest(`Invalid value for field domain: ${name}`);
}

/** A new domain brings its system user and a dial plan that leads on to the system's default. */
function created(sim: Simulator, row: Row, call?: Call): void {
	const domain = row.id;
	if (!row.data['dial-plan']) row.data['dial-plan'] = domain;
	sim.resource('users').create([domain], 'domain', {
		'name-first-name': 'Domain',
		'name-last-name': 'User',
		'login-username': `domain@${domain}`,
		'email-address': '',
		'user-scope': 'No Portal',
		'service-code': 'system-domain',
		'dial-plan': domain,
	});
	sim.resource('dialplans').create([domain], domain, {
		'dial-rule-description': `Dial plan of ${domain}`,
	});
	sim.resource('dialrules').create([domain, domain], sim.random.hex(8), {
		'dial-rule-matching-to-uri': '*',
		'dial-rule-application': 'to-connection',
		'dial-rule-translation-destination-user': '[*]',
		'dial-rule-translation-destination-host': '[*]',
		'dial-rule-parameter': 'Default',
		'dial-rule-description': 'To the default dial plan',
	});
	sim.audit('create', 'domain', row, call);
}
