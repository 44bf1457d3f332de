import { meantBy } from '../../../nodes/NetSapiens/meanings';
import { meaningTable } from '../../../tools/generate/dialects';
import type { DialectWords } from '../../../tools/generate/words';

const facts = { source: ['capture'], confidence: 'high' as const };

const words = (also: string[] = ['orig_callid']): DialectWords => ({
	dialects: {},
	records: {
		cdr: { collections: ['/cdrs'], fields: { 'call-orig-call-id': { also, ...facts } } },
	},
	events: {
		call: {
			records: ['cdr'],
			values: {
				callId: { names: ['call-orig-call-id', 'call-id'], ...facts },
				start: { names: ['time_start', 'time-begin'], ...facts },
			},
		},
	},
});

test('a meaning has its own names and the other names that records give them', () => {
	expect(meaningTable(words())).toEqual({
		call: {
			callId: ['call-orig-call-id', 'orig_callid', 'call-id'],
			start: ['time_start', 'time-begin'],
		},
	});
});

test('a spelling is added in the data alone', () => {
	const record = { 'Origin Call': 'c1' };
	const read = (also: string[]) =>
		meantBy(meaningTable(words(also)).call ?? {}, record).text('callId');
	expect(read(['orig_callid'])).toBe('');
	expect(read(['orig_callid', 'origin_call'])).toBe('c1');
});

test('a kind of record that is not known is named', () => {
	const wrong = words();
	wrong.events!.call!.records = ['cdrs'];
	expect(() => meaningTable(wrong)).toThrow('events → call: there is no record "cdrs"');
});

test('the first name that says something wins, in every notation', () => {
	const { call = {} } = meaningTable(words());
	const said = meantBy(call, {
		'Call_Orig_Call_ID ': '',
		'call-id': 12,
		time_start: '0000-00-00 00:00:00',
		timeBegin: '2026-01-05 12:00:00',
	});
	expect(said.text('callId')).toBe('12');
	expect(said.number('callId')).toBe(12);
	expect(said.moment('start')?.toUTC().toISO()).toBe('2026-01-05T12:00:00.000Z');
	expect(said.isYes('callId')).toBe(false);
});
