import fc, { SEED } from '../support/fastCheck';
import type { LightMyRequestResponse } from 'fastify';

import { Spec, type Variant } from '../../simulator/spec';
import { FuzzRequests, type FuzzRequest } from './fuzz-requests';
import { simulatorInProcess, type InProcess } from './in-process';
import { judge, type Judged } from './judge';
import { problemsOfLists } from './shown';
import { everything, isSame, outline } from './state';

/** How often every operation is asked for; 51 rounds are 25,000 requests. */
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 3);
/** Every so many requests the state is compared in depth. */
const IN_DEPTH = 20;

const spec = Spec.load();
const requests = new FuzzRequests(spec);
const operations = spec.endpoints.flatMap(({ method, variants }) =>
	variants.map((variant) => ({ id: variant.id, variants, made: requests.of(method, variant) })),
);

interface Shot {
	id: string;
	/** All forms of the endpoint. */
	variants: Variant[];
	request: FuzzRequest;
}

let simulator: InProcess;
/** The state as it was last, unless something may have changed it since. */
let known: unknown[] | undefined;

beforeAll(async () => {
	simulator = await simulatorInProcess();
});

afterAll(() => simulator.stop());

/** Every operation once, in an order of its own. */
function round(number: number): Shot[] {
	const seed = SEED * 1000 + number;
	const shots = operations.map(({ id, variants, made }, i) => {
		const [request] = fc.sample(made, { numRuns: 1, seed: seed * 1000 + i });
		return { id, variants, request: request as FuzzRequest };
	});
	const order = { minLength: shots.length, maxLength: shots.length };
	return fc.sample(fc.shuffledSubarray(shots, order), { numRuns: 1, seed })[0] ?? [];
}

function send({ sender, headers, ...request }: FuzzRequest): Promise<LightMyRequestResponse> {
	const { apiKeys } = simulator.instance.credentials;
	const bearer = sender === 'junk' || sender === '' ? sender : apiKeys[sender];
	return simulator.inject({
		...request,
		headers: { ...headers, authorization: `Bearer ${bearer}` },
	});
}

/** The body, parsed when it is JSON. */
const bodyOf = ({ headers, body, rawPayload }: LightMyRequestResponse): unknown =>
	String(headers['content-type']).includes('json') && body !== '' ? JSON.parse(body) : rawPayload;

/** Why a success fits no form of its endpoint; a choice of fields fits none. */
function misfit({ variants, request }: Shot, answer: Judged): string | undefined {
	if (String(request.url).includes('fields=')) return undefined;
	const problems = variants.map((variant) => judge(spec, variant, answer));
	return problems.includes(undefined) ? undefined : problems[0];
}

/** What must not be, of one request and its answer. */
async function problemOf(shot: Shot, depth: boolean): Promise<string | undefined> {
	const { instance } = simulator;
	const before = (known ??= outline(instance));
	const whole = depth ? everything(instance) : '';
	const answer = await send(shot.request);
	const status = answer.statusCode;
	if (status >= 500) return `${status} ${answer.body.slice(0, 200)}`;
	if (status < 300) known = undefined;
	if (status < 300) return misfit(shot, { status, body: bodyOf(answer) });
	if (status < 400) return `redirects with ${status}`;
	// A media delete that worked says 404.
	if (answer.body.includes('not found index for removal')) return (known = undefined);
	known = outline(instance);
	if (!isSame(before, known)) return `${status} changed the state: ${answer.body}`;
	return depth && everything(instance) !== whole
		? `${status} changed a record: ${answer.body}`
		: undefined;
}

test('whatever is sent: no failure, no change by what was refused, every success as documented', async () => {
	const problems: string[] = [];
	for (let number = 0; number < ROUNDS; number++) {
		simulator.instance.reset();
		known = undefined;
		for (const [i, shot] of round(number).entries()) {
			const problem = await problemOf(shot, i % IN_DEPTH === 0);
			if (problem)
				problems.push(`${shot.id}: ${problem} FOR ${JSON.stringify(shot.request).slice(0, 700)}`);
		}
		problems.push(...(await problemsOfLists(simulator)));
	}
	expect(problems).toEqual([]);
}, 600_000);
