import { Spec, type Endpoint } from '../../simulator/spec';
import { start, type Running } from '../../simulator/start';
import { levelOf, RULES, SCOPES } from './rights-rules';
import { sampleOf, sampleQuery } from './sample';

const spec = Spec.load();
const NOWHERE = 'nothing-here';

/** Whose something is, seen from a sender: own domain, another one of the same reseller, a foreign one. */
const DOMAINS = { own: 'acme.example', sister: '', foreign: '' };
const RESELLERS = {
	own: 'Northwind Telecom',
	sister: 'Northwind Telecom',
	foreign: 'Blue Harbor Voice',
};
type Whose = keyof typeof DOMAINS;

let simulator: Running;
let bearers: Record<string, string>;

/** The user who has a scope. */
const selfOf = (scope: string) => String(900 + SCOPES.flat().indexOf(scope));

/** One person of each scope in the first domain, signed in. */
function signIn(): void {
	const { sim } = simulator.instance;
	const [, foreign = '', sister = ''] = [...sim.store.table('domains').below()].map(
		(row) => row.id,
	);
	Object.assign(DOMAINS, { foreign, sister });
	bearers = Object.fromEntries(
		SCOPES.flat().map((scope) => {
			const row = sim.resource('users').create([DOMAINS.own], selfOf(scope), {
				'login-username': `${scope}@${DOMAINS.own}`,
				'user-scope': scope,
			});
			const account = { row, domain: DOMAINS.own, user: row.id, scope };
			return [scope, sim.sessions.issue(account, 'demo-client').access];
		}),
	);
}

beforeAll(async () => {
	simulator = await start({ domains: 3, users: 12, cdrs: 20, eventsInterval: 1_000_000 });
	signIn();
});

afterAll(() => simulator.stop());

/** Sign-in needs no scope; keys and subscriptions have rules of their own, tested below. */
const OWN_RULES = /^\w+ \/(tokens|authCode|jwt|apikeys|subscriptions)\b|^POST .*\/subscriptions$/;

const nameOf = ({ method, shape }: Endpoint) => `${method} ${shape}`;
const operations = spec.endpoints.filter((one) => !OWN_RULES.test(nameOf(one)));

/** Where a request aims. */
interface Aim {
	whose: Whose;
	user?: 'own' | 'other';
}

const isOfUser = (shape: string) => /^\/domains\/\{\}\/users\/\{\}/.test(shape);
const isOfAgent = (endpoint: Endpoint) => /^PATCH .*\/agents\/\{\}/.test(nameOf(endpoint));
/** Names its owner in the path or, for what is not below one, in the body. */
const isOwned = ({ method, shape, variants }: Endpoint) =>
	/^\/(domains|resellers)\/\{\}/.test(shape) ||
	(method !== 'GET' &&
		!/^\/(domains|resellers)$/.test(shape) &&
		variants.some(({ raw }) =>
			Object.values(raw.requestBody?.content ?? {}).some(
				({ schema }) => 'domain' in spec.properties(schema),
			),
		));

function aimsOf(endpoint: Endpoint): Aim[] {
	if (isOfUser(endpoint.shape) || isOfAgent(endpoint)) {
		return [
			{ whose: 'own', user: 'own' },
			{ whose: 'own', user: 'other' },
			{ whose: 'sister', user: 'other' },
			{ whose: 'foreign', user: 'other' },
		];
	}
	if (!isOwned(endpoint)) return [{ whose: 'own' }];
	return [{ whose: 'own' }, { whose: 'sister' }, { whose: 'foreign' }];
}

/** The first rule about an operation. */
function leastOf(endpoint: Endpoint): string {
	const rule = RULES.find(({ operations: about }) => about.test(nameOf(endpoint)));
	if (!rule) throw new Error(`No rule for ${nameOf(endpoint)}`);
	return rule.least;
}

/** Whether somebody may do it: a high enough scope, and the own domain, reseller or user. */
function isAllowed(endpoint: Endpoint, scope: string, { whose, user }: Aim): boolean {
	const level = levelOf(scope);
	if (level < levelOf(leastOf(endpoint))) return false;
	if (scope === 'Super User') return true;
	const ofReseller = endpoint.shape.startsWith('/resellers/');
	const within = scope === 'Reseller' || ofReseller ? whose !== 'foreign' : whose === 'own';
	const anybody = isOfAgent(endpoint) ? 'Call Center Supervisor' : 'Office Manager';
	return within && (user !== 'other' || level >= levelOf(anybody));
}

/** The request: records below its owners do not exist, so that what is allowed changes little. */
function requestOf(endpoint: Endpoint, scope: string, { whose, user }: Aim) {
	const json = endpoint.variants.find((one) => spec.bodySchema(one, 'application/json'));
	const variant = json ?? endpoint.variants[0];
	if (!variant) throw new Error('Undocumented');
	const { shape } = endpoint;
	const person = user === 'own' ? selfOf(scope) : '101';
	const owners: Record<string, string> = {
		domains: DOMAINS[whose],
		resellers: RESELLERS[whose],
		users: person,
		agents: `${person}@${DOMAINS[whose]}`,
	};
	const parts = shape.split('/');
	const path = parts.map((part, i) =>
		part === '{}' ? encodeURIComponent(owners[parts[i - 1] ?? ''] ?? NOWHERE) : part,
	);
	const hints = (name: string) => {
		if (name === 'domain') return shape === '/domains' ? 'new.example' : DOMAINS[whose];
		if (name === 'reseller') return shape === '/resellers' ? 'New' : RESELLERS[whose];
		return name === 'device-provisioning-mac-address' ? '02aabbccddee' : undefined;
	};
	const schema = spec.bodySchema(variant, 'application/json');
	return {
		method: endpoint.method as 'GET',
		url: `/ns-api/v2${path.join('/')}`,
		query: sampleQuery(spec, variant, (name) =>
			name === '?datetime-start' ? '2026-01-01' : undefined,
		),
		payload: schema && (sampleOf(spec, schema, hints) as object),
	};
}

/** Sends a request as somebody and says whether it was refused for lack of rights. */
async function isRefused(endpoint: Endpoint, scope: string, aim: Aim): Promise<boolean> {
	const { app } = simulator;
	const { statusCode } = await app.inject({
		...requestOf(endpoint, scope, aim),
		headers: { authorization: `Bearer ${bearers[scope]}` },
	});
	const isGone = /^DELETE \/domains\/\{\}(\/users\/\{\})?$/.test(nameOf(endpoint));
	if (isGone && statusCode < 300) {
		simulator.instance.reset();
		signIn();
	}
	return statusCode === 401 || statusCode === 403;
}

test('every operation has a rule, and every rule an operation', () => {
	const names = spec.endpoints.map(nameOf);
	expect(operations.map((one) => [nameOf(one), leastOf(one)])).not.toContain(undefined);
	expect(RULES.filter((rule) => !names.some((name) => rule.operations.test(name)))).toEqual([]);
});

/** The first scope of each line asks for everything, the others for a sample. */
const asked = SCOPES.flatMap(([first = '', ...others]) => [
	{ scope: first, sample: operations },
	...others.map((scope) => ({ scope, sample: operations.filter((_one, i) => i % 9 === 0) })),
]);

test.each(asked)(
	'$scope does what the scope allows, with what is the own',
	async ({ scope, sample }) => {
		const wrong: string[] = [];
		for (const endpoint of sample) {
			for (const aim of aimsOf(endpoint)) {
				const allowed = isAllowed(endpoint, scope, aim);
				if ((await isRefused(endpoint, scope, aim)) === allowed) {
					const where = Object.values(aim).join(', ');
					wrong.push(`${nameOf(endpoint)} (${where}) was ${allowed ? 'refused' : 'allowed'}`);
				}
			}
		}
		expect(wrong).toEqual([]);
	},
);
