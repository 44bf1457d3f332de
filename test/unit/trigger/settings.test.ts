import type { IDataObject } from 'n8n-workflow';
import {
	readAllowedAddresses,
	readChoice,
	readScope,
} from '../../../nodes/NetSapiensTrigger/settings';
import { picked } from '../../support/built';

/** A node with these parameters; n8n gives the value of a locator only where it is asked to. */
const filledIn = (parameters: IDataObject) => ({
	getNodeParameter: (name: string, preset: unknown, { extractValue = false } = {}) => {
		const value = parameters[name] ?? preset;
		return extractValue ? ((value as IDataObject).value ?? value) : value;
	},
});

const choiceOf = (parameters: IDataObject) => readChoice(filledIn(parameters) as never);
const scopeOf = (parameters: IDataObject) => readScope(filledIn(parameters) as never);

describe('what is let through', () => {
	test('is all where no filter was added', () => {
		expect(choiceOf({ events: ['callRecord'], filters: {} })).toEqual({
			events: ['callRecord'],
			anyEventModels: [],
			filters: {
				directions: [],
				caller: null,
				dialled: null,
				queue: '',
				firstOnly: false,
				minTalkSeconds: 0,
			},
		});
		expect(choiceOf({}).events).toEqual([]);
	});

	test('is what the filters say, each its own', () => {
		const filters = {
			directions: ['inbound'],
			caller: '202*',
			dialled: '101',
			queue: ' 4000 ',
			firstOnly: true,
			minTalkSeconds: '10',
		};
		expect(choiceOf({ filters }).filters).toEqual({
			...filters,
			caller: /^(?:202.*)$/i,
			dialled: /^(?:101)$/i,
			queue: '4000',
			minTalkSeconds: 10,
		});
	});

	test('takes what an expression gives, and leaves out what means nothing', () => {
		const { queue, caller, minTalkSeconds, firstOnly } = choiceOf({
			filters: { queue: 4000, caller: ['202'], minTalkSeconds: 'long', firstOnly: 'yes' },
		}).filters;
		expect([queue, caller, minTalkSeconds, firstOnly]).toEqual(['4000', null, 0, true]);
	});

	test.each([
		[['anyEvent'], ['call', 'park', 'recording']],
		[['callRecord'], []],
	])('is of the models beside events %j: %j', (events, models) => {
		const parameters = { events, models: ['call'], otherModels: ' Park, recording,, 2fast ' };
		expect(choiceOf(parameters).anyEventModels).toEqual(models);
		expect(choiceOf({ events, models: ['call'] }).anyEventModels).toEqual(models.slice(0, 1));
	});
});

describe('what is subscribed to', () => {
	test('is of a domain, a user, a reseller', () => {
		const filters = { reseller: ' Example ' };
		const parameters = { events: ['callRecord'], domain: picked('acme.example'), filters };
		const usual = { preferredServer: '', lifetimeMinutes: 1440 };
		const scope = { models: ['cdr'], domain: 'acme.example', reseller: 'Example', ...usual };
		expect(scopeOf({ ...parameters, user: picked('101') })).toEqual({ ...scope, user: '101' });
		expect(scopeOf({ ...parameters, user: picked('') })).toEqual({ ...scope, user: '*' });
		expect(scopeOf(parameters)).toEqual({ ...scope, user: '*' });
	});

	test.each([
		['core1.example.com', 'core1.example.com'],
		['https://core1.example.com:8443/ns-api', 'core1.example.com'],
		['core1.example.com/', 'core1.example.com'],
		[undefined, ''],
	])('at the preferred server %p, by its name: %p', (preferredServer, name) => {
		expect(scopeOf({ options: { preferredServer } }).preferredServer).toBe(name);
	});

	test.each([
		[60, 60],
		['60', 60],
		[0, 1440],
		['long', 1440],
		[0.01, 0.2],
		[-5, 0.2],
		[1e12, 5_256_000],
	])('for %p minutes: %p', (lifetimeMinutes, minutes) => {
		expect(scopeOf({ options: { lifetimeMinutes } }).lifetimeMinutes).toBe(minutes);
	});
});

test('allowed addresses are taken as they are written, none if there are none', () => {
	const read = (options?: IDataObject) => readAllowedAddresses(filledIn({ options }) as never);
	expect(read({ allowedAddresses: ' 10.0.0.1, ::1 ' })).toBe('10.0.0.1, ::1');
	expect(read()).toBe('');
});
