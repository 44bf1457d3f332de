import { shapeOf, type Spec, type Variant } from '../../simulator/spec';
import type { Running } from '../../simulator/start';
import { clientOf, record, type Client } from './client';
import { OperationRequests } from './operation-requests';
import { at, DOMAIN, KEYS, USER } from './operation-values';
import { sampleOf } from './sample';

const WHOLE = 'limit=100&datetime-start=2020-01-01&datetime-end=2040-01-01';
const FILTER = { 'phone-numbers-to-reject': { parameters: ['12125550199'] } };

/** The moment at which everything happens; a call takes a while. */
const NOON = Date.parse('2026-03-02T12:00:00Z');
const CALL_SECONDS = 30;

/** Ids, passwords and signatures that the server makes, and figures of call records for which it throws dice. */
const SERVER_MADE = new Set([
	'aor',
	'call-audio-relay-side-a-local-port',
	'call-by-call-id',
	'call-intelligence-job-id',
	'call-intelligence-percent-negative',
	'call-intelligence-percent-neutral',
	'call-intelligence-percent-positive',
	'call-orig-call-id',
	'call-orig-caller-id',
	'call-orig-user',
	'call-parent-call-id',
	'call-parent-cdr-id',
	'call-session-id',
	'call-term-call-id',
	'device-sip-registration-password',
	'file-access-url',
	'file-access-url ',
	'filename',
	'id',
	'meeting-registration-id',
	'messagesession-id',
	'prefilled-trace-api',
	'prefilled-transcription-api',
	'timeframe-id',
	'timeframe-parent-id',
	'unique-id',
]);

/** What a system remembers of those who are gone: who did what, and backups. */
const HISTORY = /^\/(auditlog|accesslog|restore)\b/;

/** A timeframe can lose one entry and stay. */
const ONE_ENTRY = /\/timeframes\/\{\}$/;
const CALL_ID = /^0_\d+@192\.0\.2\.10$/;

const keyOf = ({ id }: Variant) => id.slice(id.indexOf(' ') + 1);

const VALUES: Record<string, string> = { domain: DOMAIN, user: USER, folder: 'new' };

/** The path of a read; a record is looked for under the number of the queue. */
const pathOf = (variant: Variant): string =>
	(keyOf(variant).split('#')[0] ?? '')
		.replace('/users/~', `/users/${USER}`)
		.replace(/\{([^}]*)\}/g, (_whole, name: string) => encodeURIComponent(VALUES[name] ?? '4000'));

/** An answer without what the server made up for it. */
const normal = (body: unknown): unknown =>
	JSON.parse(JSON.stringify(body) ?? 'null', (name, value: unknown) => {
		if (SERVER_MADE.has(name)) return `(${name})`;
		const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
		if (!isRecord) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [CALL_ID.test(key) ? '(call)' : key, inner]),
		);
	});

/** A company that is made by requests alone, with everything there can be in it. */
export class Company {
	private readonly send: Client;
	private readonly operations: Array<{ method: string; variant: Variant; shape: string }>;

	constructor(
		private readonly simulator: Running,
		private readonly spec: Spec,
	) {
		this.send = clientOf({ ...simulator, credentials: simulator.instance.credentials });
		this.operations = spec.endpoints.flatMap(({ method, variants }) =>
			variants.map((variant) => ({ method, variant, shape: shapeOf(keyOf(variant)) })),
		);
	}

	/** Sends a write. @throws Error unless it works */
	async write(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
		const answer = await this.send(method, path, { body });
		if (answer.status < 300) return record(answer);
		throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
	}

	/** The domain with what requests for every operation count on. */
	async found(): Promise<void> {
		jest.setSystemTime(NOON);
		const reseller = 'Northwind Telecom';
		const domain = { domain: DOMAIN, reseller, description: 'Acme', 'domain-type': 'Standard' };
		await this.write('POST', '/domains', domain);
		for (const user of [USER, '102', '105']) await this.hire(user);
		await this.write('POST', at('/callqueues'), { callqueue: '4000', description: 'Sales' });
		const conference = { conference: '5000', aor: '5000', name: 'Meeting' };
		await this.write('POST', at('/conferences'), conference);
		const policy = { dialpolicy: 'US and Canada', domain: DOMAIN, description: '' };
		await this.write('POST', '/dialpolicy', policy);
		const number = { number: '12025550101', application: 'user', dest: USER };
		await this.write('POST', at('/smsnumbers'), number);
	}

	async hire(user: string): Promise<void> {
		jest.setSystemTime(NOON);
		await this.write('POST', at('/users'), {
			user,
			'name-first-name': 'Pat',
			'name-last-name': 'Doe',
			'email-address': `${user}@${DOMAIN}`,
			'user-scope': 'Basic User',
		});
	}

	/**
	 * Creates everything that can be created below a path, and a user's day.
	 * @returns what did not work
	 */
	async fill(below: string): Promise<string[]> {
		const scope = { 'user-scope': 'Office Manager', domain: DOMAIN, user: USER };
		const { key: officeManager } = this.simulator.instance.sim.keys.make(scope);
		const requests = new OperationRequests(this.spec, this.send, { officeManager });
		const failed: string[] = [];
		for (const { method, variant, shape } of this.operations) {
			if (method !== 'POST' || !shape.startsWith(below)) continue;
			const { status, body } = await requests.run(method, variant);
			if (status >= 300) failed.push(`${variant.id}: ${status} ${JSON.stringify(body)}`);
		}
		await this.day();
		return failed;
	}

	private async day(): Promise<void> {
		await this.write('POST', at(`/users/${USER}/number-filters`), FILTER);
		const call = { from: '12125550111', to: USER, domain: DOMAIN };
		const { id } = await this.write('POST', '/_sim/calls', call);
		await this.write('POST', `/_sim/calls/${String(id)}/answer`);
		jest.setSystemTime(NOON + CALL_SECONDS * 1000);
		await this.write('POST', `/_sim/calls/${String(id)}/end`);
		await this.write('POST', '/_sim/calls', call);
		const mail = { domain: DOMAIN, user: USER, from: '12125550111', text: 'Hello' };
		await this.write('POST', '/_sim/voicemails', mail);
	}

	/** What names the domain although it is not below it. */
	async spread(): Promise<void> {
		await this.write('POST', at('/number-filters'), FILTER);
		const trunk = { domain: DOMAIN, 'connection-orig-match-pattern': 'sip*@acme.trunk' };
		const wanted = this.bodyOf('POST /connections');
		await this.write('POST', '/connections', { ...wanted, ...trunk });
		const mac = '02aabbccdd01';
		await this.write('POST', '/phones', {
			...this.bodyOf('POST /phones'),
			domain: DOMAIN,
			reseller: '*',
			territory: '*',
			'device-provisioning-mac-address': mac,
		});
		const setting = { 'config-name': 'PORTAL_THEME', 'config-value': 'dark' };
		await this.write('POST', '/configurations', { ...setting, domain: DOMAIN, reseller: '*' });
		await this.write('POST', '/images/logo.png', {
			...{ reseller: '*', domain: DOMAIN, server: '*', description: '' },
			...{ filetype: 'image/png', base64_file: 'iVBORw0KGgo=' },
		});
	}

	private bodyOf(id: string): object {
		const variant = this.operations.find((one) => one.variant.id === id)?.variant;
		if (!variant) throw new Error(`No operation ${id}`);
		const schema = this.spec.bodySchema(variant, 'application/json');
		return sampleOf(this.spec, schema, () => undefined) as object;
	}

	/** Every record, by table and path. */
	records(): string[] {
		const { store } = this.simulator.instance.sim;
		return Object.keys(store.totals())
			.flatMap((name) =>
				[...store.table(name).below()].map(({ parents, id }) => [name, ...parents, id].join('/')),
			)
			.sort();
	}

	/** Removals after which the records are not those that there were before the record was made. */
	async traces(): Promise<string[]> {
		const requests = new OperationRequests(this.spec, this.send, {});
		const left: string[] = [];
		for (const { method, variant, shape } of this.operations) {
			const isKnown = KEYS[shape.replace(/\/\{\}$/, '')] !== undefined;
			if (method !== 'DELETE' || !isKnown || ONE_ENTRY.test(shape)) continue;
			const before = this.records();
			const { status } = await requests.run(method, variant);
			const isClean = before.join() === this.records().join();
			if (status >= 300 || !isClean) left.push(variant.id);
		}
		return left;
	}

	/** Everything that can be read below a path, by its path. */
	async read(below: string): Promise<Record<string, unknown>> {
		const answers: Record<string, unknown> = {};
		for (const { method, variant, shape } of this.operations) {
			if (method !== 'GET' || !shape.startsWith(below) || HISTORY.test(shape)) continue;
			const path = pathOf(variant);
			const { status, body } = await this.send('GET', `${path}?${WHOLE}`);
			answers[path] = [status, normal(body)];
		}
		return answers;
	}
}
