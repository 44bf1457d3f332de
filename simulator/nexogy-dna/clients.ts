import { Random } from '../random';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import { checkDate, checkNewClient } from './checks';
import { freeNumbers, searchAnswer } from './numbers';
import { Refusal } from './refusal';
import { DnaSessions } from './sessions';

/** A residential customer. */
interface Client {
	id: number;
	domain: string;
	number: string;
	billing: 'active' | 'canceled';
	startBillingDate: string;
}

const FIRST_ID = 1001;
const EXTENSION = '1000';

/** The DNA layer over a simulated NetSapiens system: its clients are domains there. */
export class NexogyDna {
	readonly sessions: DnaSessions;
	private readonly clients = new Map<number, Client>();
	private readonly random: Random;

	constructor(private readonly sim: Simulator) {
		this.random = new Random(`dna/${sim.options.seed}`);
		this.sessions = new DnaSessions(this.random, () => sim.now());
	}

	/** Makes a client with its domain, user and number. @throws Refusal */
	create(fields: Data): Data {
		checkNewClient(fields);
		const number = String(fields.did_number);
		const isPorted = String(fields.did_porting) === '1';
		if (!isPorted && !freeNumbers({}, this.taken).some((free) => free.number === number)) {
			throw new Refusal(`${number} is not available`);
		}
		const id = FIRST_ID + this.clients.size;
		const name =
			String(fields.last_name)
				.toLowerCase()
				.replace(/[^a-z]/g, '') || 'client';
		const domain = `${name}.${id}.residential.example`;
		this.makeDomain(domain, fields, number);
		const startBillingDate = String(fields.start_billing_date);
		this.clients.set(id, { id, domain, number, billing: 'active', startBillingDate });
		return { client: { id, ns_domain: domain } };
	}

	/** @throws Refusal */
	act(id: string, action: string): void {
		const client = this.find(id);
		if (action !== 'suspend') client.billing = action === 'cancel' ? 'canceled' : 'active';
		this.lock(client.domain, action === 'activate' ? 'no' : 'yes');
	}

	/** @throws Refusal */
	update(id: string, fields: Data): void {
		const client = this.find(id);
		checkDate(fields);
		client.startBillingDate = String(fields.start_billing_date);
	}

	/** @throws Refusal */
	status(domain: string): Data {
		const row = this.sim.store.table('domains').find([], domain);
		if (!row) throw new Refusal(`Domain ${domain} does not exist`);
		return { status: row.data['is-domain-locked'] === 'yes' ? 'locked' : 'active' };
	}

	/** The device of an extension, which is made if it is missing. @throws Refusal */
	device(fields: Data): Data {
		const domain = fields.domain ? String(fields.domain) : this.find(fields.client_id).domain;
		this.status(domain);
		const user = String(fields.ext || EXTENSION);
		const { store } = this.sim;
		if (!store.table('users').find([domain], user)) this.makeUser(domain, user, {});
		const owners = [domain, user];
		const row =
			store.table('devices').find(owners, user) ??
			this.sim.resource('devices').create(owners, user, {});
		return {
			subscriber_name: user,
			aor: `sip:${user}@${domain}`,
			domain,
			authentication_key: sealed(String(row.data['device-sip-registration-password'])),
			regservers: { server1: { address: this.sim.hostname, port: 5060 } },
		};
	}

	search(query: Data): Data {
		return searchAnswer(query, this.taken);
	}

	/** What people and tests may look at. */
	view(): Client[] {
		return [...this.clients.values()];
	}

	private get taken(): Set<string> {
		return new Set([...this.clients.values()].map(({ number }) => number));
	}

	private find(id: unknown): Client {
		const client = this.clients.get(Number(id));
		if (!client) throw new Refusal(`Client ${String(id)} does not exist`);
		return client;
	}

	private makeDomain(domain: string, fields: Data, number: string): void {
		const [first] = this.sim.store.table('domains').below();
		this.sim.resource('domains').create([], domain, {
			reseller: first?.data.reseller,
			description: `${String(fields.first_name)} ${String(fields.last_name)}`,
			'domain-type': 'Residential',
			'is-domain-locked': 'no',
		});
		this.makeUser(domain, EXTENSION, fields);
		this.sim.resource('phonenumbers').create([domain], number, {
			'dial-rule-application': 'to-user-residential',
			'dial-rule-translation-destination-user': EXTENSION,
			'dial-rule-translation-destination-host': domain,
		});
	}

	private makeUser(domain: string, user: string, fields: Data): void {
		this.sim.resource('users').create([domain], user, {
			'name-first-name': fields.first_name ?? 'Extension',
			'name-last-name': fields.last_name ?? user,
			'email-address': fields.email ?? '',
			'user-scope': 'Basic User',
		});
	}

	private lock(domain: string, locked: 'yes' | 'no'): void {
		const row = this.sim.store.table('domains').find([], domain);
		if (row) this.sim.resource('domains').update(row, { 'is-domain-locked': locked });
	}
}

/** What looks like an encrypted password, in base64; nobody here has a key. */
function sealed(password: string): string {
	return Buffer.from(`\x85\x01${password}`, 'latin1').toString('base64');
}
