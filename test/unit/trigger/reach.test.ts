import { subscribe } from '../../../nodes/NetSapiensTrigger/lifecycle';
import { reachDoubt } from '../../../nodes/NetSapiens/transport/reach';
import { context, FakeServer } from './fakes';

const machine = [
	'localhost:5678',
	'LOCALHOST.',
	'n8n.localhost',
	'localhost.localdomain',
	'127.0.0.1:5678',
	'127.9.9.9',
	'0.0.0.0:5678',
	'[::1]:5678',
	'[::]',
	'[::ffff:127.0.0.1]',
];
const nearby = [
	'10.1.2.3',
	'172.16.0.9',
	'172.31.255.1',
	'192.168.1.10:5678',
	'169.254.1.1',
	'100.64.0.1',
	'[fd00::1]',
	'[fe80::1]',
	'n8n.local',
	'n8n.corp.internal',
	'n8n.lan.',
	'n8n.home.arpa',
	'n8n:5678',
	'pbx',
];
const everywhere = [
	'n8n.example.com',
	'203.0.113.7',
	'172.32.0.1',
	'11.0.0.1',
	'100.128.0.1',
	'[2001:db8::1]',
	'localhost.example.com',
	'local.example',
	'n8n.corp.example',
];

/** What is said of each webhook and each server together; once each, not pair by pair. */
function doubts(webhooks: string[], servers: string[]) {
	const said = webhooks.flatMap((webhook) =>
		servers.map((server) => {
			const post = `http://${webhook}/webhook/0b5e/netsapiens`;
			return reachDoubt(post, `https://${server}/ns-api/v2`)?.certain;
		}),
	);
	return [...new Set(said)];
}

test.each([
	['the machine itself', machine, machine],
	['the machine itself', nearby, machine],
	['the machine itself', everywhere, machine],
	['the networks around', nearby, nearby],
	['the networks around', everywhere, nearby],
	['the internet', everywhere, everywhere],
])('nothing speaks against posts from %s to %j', (_, webhooks, servers) => {
	expect(doubts(webhooks, servers)).toEqual([undefined]);
});

test('posts from the networks around may not reach the machine itself', () => {
	expect(doubts(machine, nearby)).toEqual([false]);
});

test('posts from the internet may not reach the networks around', () => {
	expect(doubts(nearby, everywhere)).toEqual([false]);
});

test('posts from the internet cannot reach the machine itself', () => {
	expect(doubts(machine, everywhere)).toEqual([true]);
});

const local = 'http://localhost:5678/webhook/0b5e/netsapiens';

test.each(['activate', 'manual', 'create'] as const)(
	'people are told at once when no post can arrive (%s)',
	async (activation) => {
		const server = new FakeServer();
		const { functions } = context(server, { activation, address: local });
		await expect(subscribe(functions)).rejects.toThrow(
			/^pbx\.example\.com cannot post to http:\/\/localhost:5678: .* Set WEBHOOK_URL/,
		);
		expect(server.calls).toEqual([]);
	},
);

test('a start that nobody watches goes on all the same, and says so in the log', async () => {
	const server = new FakeServer();
	const { functions, warnings } = context(server, { activation: 'init', address: local });
	await subscribe(functions);
	expect(server.subscriptions).toHaveLength(1);
	expect(warnings).toEqual([expect.stringContaining('cannot post to http://localhost:5678: ')]);
});

test('where it may go well, the log says what may be the matter', async () => {
	const server = new FakeServer();
	const address = 'http://192.168.1.10:5678/webhook/0b5e/netsapiens';
	const { functions, warnings } = context(server, { address });
	await subscribe(functions);
	expect(server.subscriptions).toHaveLength(1);
	expect(warnings).toEqual([expect.stringContaining('may not be able to post')]);
});

test('a PBX on the same machine is no matter', async () => {
	const server = new FakeServer();
	const { functions, warnings } = context(server, { address: local, pbx: 'http://127.0.0.1:8080' });
	await subscribe(functions);
	expect(server.subscriptions).toHaveLength(1);
	expect(warnings).toEqual([]);
});
