import { repeatedName } from '../../../nodes/NetSapiens/execute/values';
import {
	livesOnOptionalFields,
	requireSomething,
} from '../../../nodes/NetSapiens/execute/nothingToSend';
import type { Options } from '../../../nodes/NetSapiens/execute/options';
import type { Values } from '../../../nodes/NetSapiens/execute/values';
import { offered, type Offered } from '../../support/operations';

const none = { body: {}, query: {} } as Options;
const set = (body: Values['body'], itemKeys?: string[]): Values => ({
	path: {},
	query: {},
	body,
	itemKeys,
});
const writes = offered.filter(({ operation }) =>
	['PUT', 'PATCH', 'POST'].includes(operation.method),
);
/** Whether nothing goes along but what the path has already. */
const bare = ({ operation: { parameters, constants = {} } }: Offered) =>
	parameters.every((field) => field.in !== 'body') &&
	Object.values(constants).every((value) => repeatedName(value) !== undefined);

describe('over the whole table', () => {
	test('no change may be sent without anything in it, but for acts', () => {
		const passes = writes.filter((one) => bare(one) && !livesOnOptionalFields(one.operation));
		expect(passes.map(({ title }) => title).sort()).toEqual([
			'agent login',
			'agent logout',
			'agent makeAvailableForOneCall',
			'agent setStatus',
			'backup create',
			'backup createAllDomains',
			'call answer',
			'call hold',
			'call report',
			'call resume',
			'call transfer',
			'call transferOtherParty',
			'email verifyAddress',
			'meeting requestId',
			'messageSession leave',
			'video createConference',
			'voicemail moveToSaved',
		]);
	});

	test('of those that must have a field, some have required ones: these name the record', () => {
		const named = writes.filter((one) => !bare(one) && livesOnOptionalFields(one.operation));
		expect(named.map(({ title }) => title).sort()).toEqual([
			'phone update (domain)',
			'phone update (server)',
			'route updateByPattern',
			'sharedTimeframe updateEntries (custom)',
			'userTimeframe updateEntries (custom)',
		]);
	});

	test('deletes and reads are never refused', () => {
		const others = offered.filter((one) => !writes.includes(one));
		expect(others.filter(({ operation }) => livesOnOptionalFields(operation))).toEqual([]);
	});

	const needy = offered.filter(({ operation }) => livesOnOptionalFields(operation));
	test.each(needy.map((one) => [one.title, one] as const))(
		'%s needs one of its optional fields',
		(_, { operation }) => {
			const fixed = { ...operation.constants, synchronous: 'yes' };
			const [first] = operation.fields!;
			expect(() => requireSomething(operation, set(fixed), none)).toThrow('There is nothing to');
			requireSomething(operation, set({ ...fixed, [first!.name]: '' }), none);
			requireSomething(operation, set(fixed), { ...none, body: { other: 1 } });
		},
	);
});

const userUpdate = offered.find(({ title }) => title === 'user update')!.operation;
const contactCreate = offered.find(({ title }) => title === 'userContact create')!.operation;

test('the message says what to do', () => {
	expect(() => requireSomething(userUpdate, set({}), none)).toThrow(
		'There is nothing to change: add at least one field, or check the expressions that fill them in.',
	);
	expect(() => requireSomething(contactCreate, set({}), none)).toThrow('There is nothing to send');
});

test('with automatic mapping it names the keys of the item', () => {
	const keys = [...'abcdefghijkl'];
	expect(() => requireSomething(userUpdate, set({}, ['First Name', 'Mail']), none)).toThrow(
		"There is nothing to change: none of the item's keys (First Name, Mail) is a field of this operation with a value. Name the keys as the API does, or set Data Mode to Define Below.",
	);
	expect(() => requireSomething(userUpdate, set({}, keys), none)).toThrow('i, j, …)');
	expect(() => requireSomething(userUpdate, set({}, []), none)).toThrow('the item is empty.');
});
