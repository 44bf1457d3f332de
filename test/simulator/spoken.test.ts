/** The same record as servers of other kinds write it. */
import { spoken } from '../../simulator/dialect/answers';
import { kindOf } from '../../simulator/dialect/names';
import { valueChange } from '../../simulator/dialect/values';
import { ok } from '../../simulator/handler';
import { Switches } from '../../simulator/switches';
import { simulatorInProcess, type InProcess } from './in-process';

const asIs = {
	zip: '90210',
	padded: '00123',
	zero: '0',
	long: '1234567890123456',
	'voicemail-pin': '1234',
	'is-agent': 'yes',
	'who-is-on': 'no',
	'recording-capable': 'yes',
	enabled: 'yes',
	note: '',
	gone: null,
	'dial-translation': '',
	list: ['7', { 'is-on': 'no', id: '8', none: '' }],
	inside: { 'is-on': 'maybe', deep: { count: '9' } },
};

test.each<[string, Record<string, string>, object]>([
	[
		'digits as integers, but for secrets, leading zeros and what no number holds',
		{ digits: 'integers' },
		{
			zip: 90210,
			zero: 0,
			list: [7, { 'is-on': 'no', id: 8, none: '' }],
			inside: { 'is-on': 'maybe', deep: { count: 9 } },
		},
	],
	[
		'yes and no as booleans where the name asks',
		{ 'yes-no': 'booleans' },
		{
			'is-agent': true,
			'who-is-on': false,
			'recording-capable': true,
			list: ['7', { 'is-on': false, id: '8', none: '' }],
		},
	],
	['what is not set as empty text', { unset: 'empty' }, { gone: '' }],
	['what is not set as null', { unset: 'null' }, { note: null, 'dial-translation': null }],
	[
		'what is not set as a star, where values are translated',
		{ unset: 'star' },
		{ gone: '', 'dial-translation': '[*]' },
	],
])('%s', (_, settings, changed) => {
	const change = valueChange(new Switches(settings));
	expect(change?.(asIs)).toEqual({ ...asIs, ...changed });
});

test('nothing is changed for the document', () => {
	expect(valueChange(new Switches())).toBeUndefined();
});

describe('an answer', () => {
	let simulator: InProcess;
	const users = '/domains/{}/users';
	beforeAll(async () => {
		simulator = await simulatorInProcess();
	});
	afterAll(() => simulator.stop());

	/** What is sent for a body by a server with these switches. */
	function said(body: unknown, settings: Record<string, string>, shape = users, method = 'GET') {
		const { sim } = simulator.instance;
		const before = sim.switches.all();
		for (const [name, value] of Object.entries(settings)) sim.switches.set(name, value);
		try {
			const place = { endpoint: { method, shape }, kind: kindOf(shape) };
			const { json, body: left, status } = spoken(sim, place, ok(body));
			if (status !== 200) return status;
			return json === undefined ? left : json === '' ? 'nothing' : (JSON.parse(json) as unknown);
		} finally {
			for (const [name, value] of Object.entries(before)) sim.switches.set(name, value);
		}
	}
	const one = { user: '101', 'email-address': 'a@b' };
	const live = { 'record-names': 'live-45' };

	test.each<[string, unknown, Record<string, string>, unknown, string?, string?]>([
		['as the document has it', [one], {}, [one]],
		['a list of one as the record', [one], { 'one-row': 'record' }, one],
		['a list of two as a list', [one, one], { 'one-row': 'record' }, [one, one]],
		['a single record as a list', one, { detail: 'list' }, [one], `${users}/{}`],
		['a single record of no domain as it is', one, { detail: 'list' }, one, '/phones/{}'],
		['a single record of a domain itself as a list', one, { detail: 'list' }, [one], '/domains/{}'],
		['what is no record as it is', 'text', { detail: 'list' }, 'text', `${users}/{}`],
		['a list that is no detail as it is', [one], { detail: 'list' }, [one]],
		['the answer to a write never as a list', one, { detail: 'list' }, one, `${users}/{}`, 'PUT'],
		['the names of a dialect', [one], live, [{ user: '101', email: 'a@b' }]],
		[
			'the names of a dialect to a write too',
			one,
			live,
			{ user: '101', email: 'a@b' },
			users,
			'POST',
		],
		['other records under their own names', [one], live, [one], '/nothing'],
		['the values of a dialect', [one], { digits: 'integers' }, [{ ...one, user: 101 }]],
		['the values of the document to a write', one, { digits: 'integers' }, one, users, 'POST'],
		['words in a list as they are', ['7'], { digits: 'integers' }, ['7']],
		['an empty list', [], {}, []],
		['an empty list as nothing', [], { 'empty-list': 'nothing' }, 'nothing'],
		['an empty list as null', [], { 'empty-list': 'null' }, null],
		['an empty list without content', [], { 'empty-list': '204' }, 204],
		['an empty list of a write as it is', [], { 'empty-list': '204' }, [], users, 'POST'],
		['an empty record as it is', {}, { 'empty-list': '204' }, {}],
	])('has %s', (_, body, settings, wanted, shape = users, method = 'GET') => {
		expect(said(body, settings, shape, method)).toEqual(wanted);
	});

	test('to an empty list may be that there is none', () => {
		expect(() => said([], { 'empty-list': '404' })).toThrow('Resource not found.');
	});

	test('has long digits bare where the switch says so, in reads alone', () => {
		const long = { id: '12345678901234567890' };
		const { sim } = simulator.instance;
		const text = (method: string) =>
			spoken(sim, { endpoint: { method, shape: users } }, ok([long])).json;
		sim.switches.set('long-digits', 'integers');
		expect([text('GET'), text('POST')]).toEqual(['[{"id":12345678901234567890}]', undefined]);
		sim.switches.set('long-digits', 'text');
		expect(text('GET')).toBeUndefined();
	});
});
