import { Readable } from 'node:stream';

import { allowsAddress, checkDigits, makeKey } from '../../simulator/auth/keys';
import { Faults } from '../../simulator/control/faults';
import { readDate, readMoment } from '../../simulator/dates';
import { gsmWav, toneWav } from '../../simulator/files/wav';
import { ok, type Call } from '../../simulator/handler';
import { Random } from '../../simulator/random';
import { Routes } from '../../simulator/routes';
import { Spec } from '../../simulator/spec';
import {
	cdrId,
	cdrPosition,
	callOf,
	origCallId,
	termCallId,
} from '../../simulator/state/cdr-record';
import { CdrStore, type Person } from '../../simulator/state/cdr-store';
import { Table } from '../../simulator/state/table';
import { Switches } from '../../simulator/switches';

const people: Person[] = ['101', '102', '103', '201'].map((user) => ({
	domain: user.startsWith('1') ? 'one.example' : 'two.example',
	reseller: 'R',
	user,
	name: user,
	site: 'HQ',
	department: '',
	callerId: `1202555${user}`,
}));

const born = Date.parse('2026-06-30T12:00:00Z');
const store = (size: number, seed = 1) => new CdrStore(size, seed, born, people, () => ['4000']);

describe('API keys', () => {
	test('check digits cover the 48 random characters only', () => {
		// CRC-32 of the classic check string, padded to eight digits.
		expect(checkDigits('123456789')).toBe('cbf43926');
		const key = makeKey('Office Manager', new Random(1));
		expect(key).toMatch(/^nsd_[A-Za-z0-9]{48}[0-9a-f]{8}$/);
		expect(key.slice(52)).toBe(checkDigits(key.slice(4, 52)));
	});

	test.each([
		['', '192.0.2.1', true],
		['192.0.2.1', '::ffff:192.0.2.1', true],
		['192.0.2.2,198.51.100.0/24', '198.51.100.200', true],
		['192.0.2.2,198.51.100.0/24', '198.51.101.1', false],
		['0.0.0.0/0', '203.0.113.9', true],
		['2001:db8::/32', '2001:db8::1', true],
		['2001:db8::/32', '2001:db9::1', false],
		['nonsense,192.0.2.0/99,192.0.2.0/x', '192.0.2.1', false],
	])('address list %p and %s: %p', (list, address, allowed) => {
		expect(allowsAddress(list, address)).toBe(allowed);
	});
});

describe('faults', () => {
	test('strike the answer of a request once, and not what follows when the client has gone', async () => {
		const faults = new Faults('1');
		faults.add({ kind: 'stall', when: 'carried-out' });
		const request = { method: 'POST', url: '/ns-api/v2/domains', query: {}, headers: {} } as never;
		const reply = {} as never;
		expect(await faults.strike(request, reply)).toBe(false);
		expect(faults.change(request, reply, 'answer')).toBeInstanceOf(Readable);
		expect(faults.change(request, reply, 'Premature close')).toBe('Premature close');
	});
});

describe('routes', () => {
	const spec = Spec.load();
	const handler = (name: string) => () => ok(name);
	const answer = async (routes: Routes, path: string) => {
		const found = routes.all().find(({ endpoint }) => endpoint.shape === path);
		return (await found?.handler({} as Call))?.body;
	};

	test('a handler of its own comes before that of a collection, in whatever order they are set', async () => {
		const before = new Routes(spec);
		before.on('GET', '/domains', handler('own'));
		before.byCollection('GET', '/domains', handler('collection'));
		const after = new Routes(spec);
		after.byCollection('GET', '/domains', handler('collection'));
		after.on('GET', '/domains', handler('own'));
		expect(await Promise.all([before, after].map((routes) => answer(routes, '/domains')))).toEqual([
			'own',
			'own',
		]);
	});

	test.each(['on', 'byCollection'] as const)(
		'an endpoint set twice with %s is a mistake',
		(set) => {
			const routes = new Routes(spec);
			routes[set]('GET', '/domains/{domain}', handler('one'));
			expect(() => routes[set]('GET', '/domains/{}', handler('two'))).toThrow(
				'GET /domains/{} has two handlers',
			);
		},
	);

	test('what no document has is left out, unless it is said to be undocumented', () => {
		const routes = new Routes(spec);
		routes.on('GET', '/nowhere', handler('left out'));
		routes.on('GET', '/nowhere/count', handler('count'));
		routes.on('GET', '/somewhere', handler('said'), { undocumented: true });
		const shapes = routes.all().map(({ endpoint }) => endpoint.shape);
		expect(shapes).toEqual(['/nowhere/count', '/somewhere']);
	});

	test('unanswered are the documented endpoints without a handler', () => {
		const routes = new Routes(spec);
		const all = routes.unanswered().length;
		expect(all).toBe(spec.endpoints.length);
		routes.on('GET', '/version', handler('version'));
		routes.byCollection('GET', '/domains', handler('domains'));
		expect(routes.unanswered()).toHaveLength(all - 2);
	});
});

describe('dates of queries', () => {
	test.each([
		['2026-01-05 12:00:00', '2026-01-05T12:00:00Z', '2026-01-05 12:00:00'],
		['2026-01-05T12:00:00Z', '2026-01-05T12:00:00Z', '2026-01-05T12:00:00Z'],
		['2026-01-05T12:00:00-08:00', '2026-01-05T20:00:00Z', '2026-01-05T12:00:00-08:00'],
		[
			'2026-01-05T12:00:00Z[US/Pacific]',
			'2026-01-05T12:00:00Z',
			'2026-01-05T04:00:00-08:00[US/Pacific]',
		],
		['2026-01-05T12:00:00 02:00', '2026-01-05T10:00:00Z', '2026-01-05T12:00:00+02:00'],
		['2026-01-05', '2026-01-05T00:00:00Z', '2026-01-05 00:00:00'],
	])('%s', (text, instant, written) => {
		const moment = readMoment(text, 'datetime-start');
		expect(moment.seconds).toBe(Date.parse(instant) / 1000);
		expect(moment.format(moment.seconds)).toBe(written);
	});

	test('a bare day as end means its last second', () => {
		expect(readMoment('2026-01-05', 'x', true).seconds).toBe(
			Date.parse('2026-01-05T23:59:59Z') / 1000,
		);
	});

	test.each(['yesterday', '2026-13-01', '2026-01-05T12:00:00Z[Mars/North]', ''])(
		'%p is refused',
		(text) => {
			expect(() => readMoment(text, 'datetime-start')).toThrow('datetime-start');
		},
	);

	test('bodies take dates with and without zone', () => {
		expect(readDate('2030-01-01 00:00:00')).toBe(Date.parse('2030-01-01T00:00:00Z') / 1000);
		expect(readDate('2030-01-01T00:00:00+01:00')).toBe(Date.parse('2029-12-31T23:00:00Z') / 1000);
		expect(readDate('soon')).toBeUndefined();
	});
});

describe('call records', () => {
	test('equal seeds give equal records, other seeds do not', () => {
		const legs = (seed: number) => Array.from({ length: 50 }, (_, i) => store(50, seed).leg(i));
		expect(legs(1)).toEqual(legs(1));
		expect(legs(1)).not.toEqual(legs(2));
	});

	test('they lie in the thirty days before, in order', () => {
		const records = store(500);
		const starts = Array.from({ length: 500 }, (_, i) => records.startAt(i));
		expect([...starts].sort((a, b) => a - b)).toEqual(starts);
		expect(starts[0]).toBeGreaterThanOrEqual(born / 1000 - 30 * 86400);
		expect(starts.at(-1)).toBeLessThanOrEqual(born / 1000);
	});

	test('every record belongs to exactly one domain', () => {
		const records = store(500);
		const [one, two] = ['one.example', 'two.example'].map((domain) => records.positions(domain)!);
		expect(one!.length + two!.length).toBe(500);
		expect(records.personAt(two![0]!).domain).toBe('two.example');
		expect(records.positions('three.example')).toHaveLength(0);
	});

	test('call ids lead back to their legs', () => {
		const records = store(500);
		const ringing = Array.from({ length: 500 }, (_, i) => records.leg(i)).find(
			(leg) => leg.ordinal === 2,
		)!;
		expect(callOf(origCallId(ringing.call))).toBe(ringing.call);
		expect(callOf(termCallId(ringing.start, ringing.call, 2))).toBe(ringing.call);
		expect(records.ofCall(ringing.call)).toHaveLength(3);
		expect(callOf('a1b2c3d4-0000-4000-8000-000000000001')).toBeUndefined();
		expect(cdrPosition(cdrId(ringing.start, 42))).toBe(42);
	});
});

test('a table finds, counts and removes by owner', () => {
	const table = new Table('devices');
	table.put(['a', '1'], 'x', { n: 1 });
	table.put(['a', '2'], 'x', { n: 2 });
	table.put(['b', '1'], 'x', { n: 3 });
	expect([...table.below(['a'])].map((row) => row.data.n)).toEqual([1, 2]);
	expect(table.find(['a', '3'], 'x')).toBeUndefined();
	expect(table.find(['a'], '1')).toBeUndefined();
	expect(table.deleteBelow(['a'])).toBe(2);
	expect(table.total).toBe(1);
});

test.each<[string, string[], string[], string[]]>([
	['what is below a domain', ['domains'], ['a'], ['a/1', 'a/2']],
	['what is below a user', ['domains', 'users'], ['a', '1'], ['a/1']],
	['what names a reseller', ['resellers'], ['R'], ['a/1', 'b/1']],
	['nothing of a kind that no field names', ['servers'], ['R'], []],
	['nothing of another kind below a domain', ['domains', 'callqueues'], ['a', '1'], []],
])('with an owner goes %s', (_what, kinds, names, gone) => {
	const table = new Table('devices');
	table.owners = ['domains', 'users'];
	const all = ['a/1', 'a/2', 'b/1'];
	for (const path of all) {
		const reseller = path === 'a/2' ? 'S' : 'R';
		table.put(path.split('/'), 'x', { reseller, servers: 'R', user: path });
	}
	table.deleteOf(kinds, names);
	const left = [...table.below()].map(({ parents }) => parents.join('/'));
	expect(left).toEqual(all.filter((path) => !gone.includes(path)));
	expect(table.total).toBe(left.length);
});

test('switches refuse what they do not know, in a sentence', () => {
	const switches = new Switches();
	expect(() => switches.set('no-such', 'x')).toThrow('There is no switch "no-such"');
	expect(() => switches.set('empty-list', '500')).toThrow('takes 200, 404');
	expect(() => switches.set('list-max', 'many')).toThrow('a whole number');
	switches.set('list-max', '50');
	expect(switches.number('list-max')).toBe(50);
});

test('made-up sound is a real WAV of the wanted length', () => {
	const pcm = toneWav(2, 1);
	expect(pcm.toString('latin1', 0, 4) + pcm.toString('latin1', 8, 12)).toBe('RIFFWAVE');
	expect(pcm.readUInt32LE(40) / pcm.readUInt32LE(28)).toBe(2);
	expect(pcm).toHaveLength(pcm.readUInt32LE(4) + 8);
	const gsm = gsmWav(2);
	expect(gsm.readUInt16LE(20)).toBe(0x31);
	expect(gsm).toHaveLength(gsm.readUInt32LE(4) + 8);
});
