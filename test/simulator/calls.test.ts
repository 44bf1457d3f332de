import type { LiveCall } from '../../simulator/tenant/live-call';
import { simulatorInProcess, type InProcess } from './in-process';

let simulator: InProcess;

beforeAll(async () => {
	simulator = await simulatorInProcess();
});

beforeEach(() => simulator.instance.reset());

afterAll(() => simulator.stop());

const API = '/ns-api/v2';
const D = `${API}/domains/acme.example`;

const dial = (more: object = {}): LiveCall =>
	simulator.instance.sim.calls.dial({
		from: '12125550111',
		to: '101',
		domain: 'acme.example',
		...more,
	});

/** As if everything about a call had happened that much earlier. */
function pass(call: LiveCall, seconds: number): void {
	const milliseconds = seconds * 1000;
	call.started -= milliseconds;
	if (call.answered !== undefined) call.answered -= milliseconds;
	if (call.heldSince !== undefined) call.heldSince -= milliseconds;
	for (const leg of call.legs) {
		leg.started -= milliseconds;
		if (leg.answered !== undefined) leg.answered -= milliseconds;
	}
}

test('ringing, talk and hold are told apart, hold upon hold', async () => {
	const { calls } = simulator.instance.sim;
	const call = dial();
	pass(call, 5);
	calls.answer(call);
	for (const held of [30, 12]) {
		pass(call, 20);
		calls.hold(call);
		pass(call, held);
		calls.unhold(call);
	}
	// Who hangs up while on hold was still on hold.
	calls.hold(call);
	pass(call, 8);
	calls.end(call);
	const query = { 'datetime-start': '2020-01-01', 'datetime-end': '2040-01-01', limit: '1' };
	const [row] = (await simulator.inject({ url: `${D}/cdrs`, query })).json<
		Array<Record<string, unknown>>
	>();
	expect(row).toMatchObject({
		'call-orig-call-id': call.id,
		'call-on-hold-duration-seconds': 50,
		'call-talking-duration-seconds': 40,
		'call-total-duration-seconds': 95,
	});
});

test('messages with one party share a session; another party or number begins one', async () => {
	const { messages, store } = simulator.instance.sim;
	const sessionOf = (more: object = {}) =>
		messages.store({
			domain: 'acme.example',
			user: '101',
			direction: 'in',
			type: 'sms',
			text: 'Hi',
			remote: '12125550111',
			number: '12025550101',
			...more,
		})['messagesession-id'];
	const before = store.table('messagesessions').total;
	const first = sessionOf();
	const same = [sessionOf(), sessionOf({ direction: 'out' }), sessionOf({ session: first })];
	expect(same).toEqual([first, first, first]);
	const others = [{ remote: '12125550112' }, { number: '12025550102' }, { user: '102' }];
	expect(new Set([first, ...others.map((more) => sessionOf(more))]).size).toBe(4);
	expect(store.table('messagesessions').total - before).toBe(4);
});

test('a configuration is there once for each scope, and found by all of it', async () => {
	const body = { 'config-name': 'SOME_SWITCH', 'config-value': 'yes' };
	const send = (method: 'POST' | 'PUT', more: object = {}) =>
		simulator.inject({ method, url: `${API}/configurations`, payload: { ...body, ...more } });
	const scopes = [
		{},
		{ domain: 'acme.example' },
		{ domain: 'acme.example', user: '101' },
		{ reseller: 'Northwind Telecom' },
		{ 'core-server': 'core1.pbx.example' },
		{ 'user-scope': 'Office Manager' },
	];
	const statuses = async (method: 'POST' | 'PUT', more: object = {}) =>
		await Promise.all(
			scopes.map(async (one) => (await send(method, { ...one, ...more })).statusCode),
		);
	expect(await statuses('PUT')).toEqual(scopes.map(() => 404));
	expect(await statuses('POST')).toEqual(scopes.map(() => 202));
	expect(await statuses('POST')).toEqual(scopes.map(() => 409));
	expect((await send('PUT', { domain: 'acme.example', 'config-value': 'no' })).statusCode).toBe(
		202,
	);
	const values = (await simulator.inject({ url: `${API}/configurations/SOME_SWITCH` })).json<
		Array<Record<string, unknown>>
	>();
	expect(values.map((one) => one['config-value'])).toEqual([
		'yes',
		'no',
		'yes',
		'yes',
		'yes',
		'yes',
	]);
});
