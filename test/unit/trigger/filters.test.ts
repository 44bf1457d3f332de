import type { IDataObject } from 'n8n-workflow';

import { numberPattern, passes, type Filters } from '../../../nodes/NetSapiensTrigger/filters';

const none: Filters = {
	directions: [],
	caller: null,
	dialled: null,
	queue: '',
	firstOnly: false,
	minTalkSeconds: 0,
};

/** Whether a caller passes the pattern that somebody typed. */
function isLetThrough(typed: string, number: string | null, user: string | null = null): boolean {
	return passes({ ...none, caller: numberPattern(typed) }, 'call', { from: { number, user } }, {});
}

describe('a number', () => {
	it.each([
		['2025550100', '12025550100'],
		['12025550100', '2025550100'],
		['2025550100', '+12025550100'],
		['+1 (202) 555-0100', '2025550100'],
		['202.555.0100', '+1 202-555-0100'],
		['202*', '12025550100'],
		['1202*', '2025550100'],
		['*0100', '12025550100'],
		['202555010?', '12025550100'],
		['(202) 555-01??', '12025550100'],
		['?025550100', '12025550100'],
		['1202555????', '2025550100'],
		['+44 20 7946 0000', '442079460000'],
		['303*, 202*', '12025550100'],
	])('is let through by %p, written as %p', (typed, number) => {
		expect(isLetThrough(typed, number)).toBe(true);
	});

	it.each([
		['2025550101', '12025550100'],
		['202555', '12025550100'],
		['202555010', '12025550100'],
		['202555010??', '12025550100'],
		['303*', '12025550100'],
		// A country code elsewhere is not left out.
		['2079460000', '442079460000'],
		// No North American number: nothing is put in front.
		['10123456789', '0123456789'],
	])('is not let through by %p, written as %p', (typed, number) => {
		expect(isLetThrough(typed, number)).toBe(false);
	});

	it('that is not known is not let through', () => {
		expect(isLetThrough('*', null)).toBe(false);
	});
});

describe('an extension', () => {
	it.each([
		['101', true],
		['10?', true],
		['102, 101', true],
		['1101', false],
		['01', false],
		['1', false],
	])('101 and the pattern %p: %p', (typed, passed) => {
		expect(isLetThrough(typed, '12025550100', '101')).toBe(passed);
	});

	it('is compared as it is, however long', () => {
		expect(isLetThrough('1101', null, '101')).toBe(false);
		expect(isLetThrough('101', null, '1101')).toBe(false);
	});
});

test.each(['', ' ', ',', ' , ', '+', '-', '('])('%p compares nothing', (typed) => {
	expect(numberPattern(typed)).toBeNull();
});

test.each(['[', '\\', '^$', '{2}', 'a|b', 'a+'])('%p is no expression', (typed) => {
	expect(isLetThrough(typed, '12025550100')).toBe(false);
});

describe('what else is compared', () => {
	const cdr = { 'call-through-user': '4000', 'call-term-user': '101' };

	it.each<[Partial<Filters>, string, IDataObject, IDataObject, boolean]>([
		[{ directions: ['inbound'] }, 'call', { direction: 'inbound' }, {}, true],
		[{ directions: ['inbound', 'internal'] }, 'call', { direction: 'outbound' }, {}, false],
		[{ directions: ['inbound'] }, 'call', { direction: null }, {}, false],
		[{ directions: ['inbound'] }, 'presence', {}, {}, true],
		[{ dialled: numberPattern('101') }, 'call', { to: { user: '101' } }, {}, true],
		[{ dialled: numberPattern('101') }, 'call', { from: { user: '101' }, to: {} }, {}, false],
		[{ caller: numberPattern('101') }, 'presence', {}, {}, true],
		[{ minTalkSeconds: 10 }, 'cdr', { talkSeconds: 10 }, {}, true],
		[{ minTalkSeconds: 10 }, 'cdr', { talkSeconds: 9 }, {}, false],
		[{ minTalkSeconds: 10 }, 'cdr', { talkSeconds: null }, {}, false],
		[{ minTalkSeconds: 10 }, 'call', { talkSeconds: 1 }, {}, true],
		[{ queue: '4000' }, 'cdr', {}, cdr, true],
		[{ queue: '101' }, 'cdr', {}, cdr, true],
		[{ queue: '4001' }, 'cdr', {}, cdr, false],
		[{ queue: '4000' }, 'agent', {}, { huntgroup_name: '4000' }, true],
		[{ queue: '4001' }, 'agent', {}, { huntgroup_name: '4000' }, false],
		[{ queue: '4001' }, 'presence', {}, { user: '101' }, true],
		[{}, 'cdr', { direction: 'inbound', talkSeconds: 0 }, cdr, true],
	])('%j on a %s that says %j, %j: %p', (filters, model, details, raw, passed) => {
		expect(passes({ ...none, ...filters }, model, details, raw)).toBe(passed);
	});
});
