/** Whose calls for help lack an address or a number, and from where both are inherited. */
import type { IDataObject } from 'n8n-workflow';
import {
	emergencyAddressAudit,
	type Emergencies,
} from '../../../../nodes/NetSapiens/reports/inventory/emergencyAddressAudit';
import {
	addressFor,
	emergencyCallerIdFor,
} from '../../../../nodes/NetSapiens/reports/inventory/inheriting';
import {
	addressOf,
	deviceOf,
	numberOf,
	placeOf,
	userOf,
} from '../../../../nodes/NetSapiens/reports/inventory/records';

const ADDRESS = 'emergency-address-id';
const CALLER_ID = 'caller-id-number-emergency';

const whole = {
	'address-line-1': '1 Main St',
	'address-city': 'Springfield',
	'address-state-province-abbreviation': 'IL',
	'address-postal-code': '62701',
};
const address = (id: string, more: IDataObject = {}) =>
	addressOf({ [ADDRESS]: id, ...whole, ...more });
const user = (user: string, more: IDataObject = {}) =>
	userOf({ user, 'name-first-name': `Person ${user}`, ...more });
const device = (device: string, user: string, more: IDataObject = {}) =>
	deviceOf({ device, user, ...more });
const site = (site: string, more: IDataObject = {}) => placeOf({ site, ...more }, 'user');
const domain = (more: IDataObject = {}) => placeOf(more, 'domain');

/** A domain in which nothing is wrong unless said otherwise. */
const found = (more: Partial<Emergencies> = {}): Emergencies => ({
	name: 'acme.example',
	users: [],
	devices: [],
	phones: [],
	numbers: [numberOf({ phonenumber: 12025550100 })],
	addresses: [address('main')],
	sites: [],
	domain: domain({ [ADDRESS]: 'main', [CALLER_ID]: '12025550100' }),
	isNumbersKnown: true,
	isAddressesKnown: true,
	notes: [],
	...more,
});

describe('an address and a number', () => {
	const set = (name: string) => ({ [ADDRESS]: `${name}-address`, [CALLER_ID]: `${name}-number` });
	const levels = {
		Device: device('101', '101', set('device')),
		User: user('101', { site: 'HQ', ...set('user') }),
		Site: site('HQ', set('site')),
		Domain: domain(set('domain')),
	};
	const none = {
		Device: device('101', '101'),
		User: user('101', { site: 'HQ' }),
		Site: site('HQ'),
		Domain: domain(),
	};
	const at = (level: number) =>
		Object.fromEntries(
			Object.entries(levels).map(([name, one], index) => [
				name,
				index < level ? none[name as keyof typeof none] : one,
			]),
		) as typeof levels;

	test.each(Object.keys(levels).map((name, level) => [name, level] as const))(
		'come from the %s when nothing nearer has one',
		(from, level) => {
			const { Device, User, Site, Domain } = at(level);
			const place = { domain: Domain, sites: [site('Branch', set('other')), Site], addresses: [] };
			const name = from.toLowerCase();
			expect(addressFor(User, Device, place)).toEqual({ value: `${name}-address`, from });
			expect(emergencyCallerIdFor(User, Device, place)).toEqual({ value: `${name}-number`, from });
		},
	);

	test('are nowhere', () => {
		const place = { domain: none.Domain, sites: [none.Site], addresses: [address('other')] };
		const nothing = { value: '', from: '' };
		expect(addressFor(none.User, none.Device, place)).toEqual(nothing);
		expect(emergencyCallerIdFor(none.User, undefined, place)).toEqual(nothing);
		expect(addressFor(undefined, undefined, place)).toEqual(nothing);
	});

	test('are not those of a site without a name', () => {
		const place = { domain: none.Domain, sites: [site('', set('site'))], addresses: [] };
		expect(addressFor(user('101'), undefined, place).value).toBe('');
	});

	test('the domain has a preset address, which its own setting overrides', () => {
		const addresses = [address('a'), address('preset', { domain_default: 'yes' })];
		const of = (own: IDataObject) =>
			addressFor(user('101'), undefined, { domain: domain(own), sites: [], addresses });
		expect(of({})).toEqual({ value: 'preset', from: 'Domain' });
		expect(of({ [ADDRESS]: 'a' })).toEqual({ value: 'a', from: 'Domain' });
	});
});

describe('the audit', () => {
	const told = (more: Partial<Emergencies>) =>
		emergencyAddressAudit(found(more)).tables[0]!.rows.map(({ kind, id, problem }) =>
			[kind, id, problem].join(': '),
		);
	const OTHER = 'Emergency caller ID is no phone number of this domain';

	test.each<[string, IDataObject, Partial<Emergencies>, string[]]>([
		['all is well', {}, {}, []],
		['no address', {}, { domain: domain({ [CALLER_ID]: 12025550100 }) }, ['No emergency address']],
		[
			'no number',
			{},
			{ domain: domain({ [ADDRESS]: 'main' }) },
			['No caller ID for emergency calls'],
		],
		['an address that is gone', { [ADDRESS]: 'x' }, {}, ['Emergency address does not exist']],
		['addresses may not be read', { [ADDRESS]: 'x' }, { isAddressesKnown: false }, []],
		[
			'an address without a street and a postal code',
			{ [ADDRESS]: 'half' },
			{ addresses: [address('half', { 'address-line-1': '', 'address-postal-code': '[*]' })] },
			['Emergency address lacks street, postal code'],
		],
		['a number of somebody else', { [CALLER_ID]: '13035550199' }, {}, [OTHER]],
		['numbers may not be read', { [CALLER_ID]: '1303' }, { isNumbersKnown: false }, []],
		['a number without the country code', { [CALLER_ID]: '(202) 555-0100' }, {}, []],
		['a number that only ends alike', { [CALLER_ID]: '442025550100' }, {}, [OTHER]],
		[
			'a longer number that begins with 1',
			{ [CALLER_ID]: '120255501005' },
			{ numbers: [numberOf({ phonenumber: '20255501005' })] },
			[OTHER],
		],
		['a zero for none', { [CALLER_ID]: 0 }, {}, []],
	])('%s', (_, own, more, problems) => {
		const users = [user('101', own)];
		expect(told({ users, ...more })).toEqual(problems.map((one) => `User: 101: ${one}`));
	});

	test('looks at devices that have something of their own, and at no others', () => {
		const users = [user('101', { [ADDRESS]: 'gone' })];
		const devices = [
			device('101', '101'),
			device('101m', '101', { [ADDRESS]: 'main' }),
			device('101w', '101', { [CALLER_ID]: '13035550199' }),
			device('lobby', '999', { [ADDRESS]: 'nowhere' }),
		];
		const { rows } = emergencyAddressAudit(found({ users, devices })).tables[0]!;
		expect(rows.map(({ name }) => name)).toEqual([
			...['Person 101', 'Person 101', 'Person 101', ''],
		]);
		expect(told({ users, devices })).toEqual([
			'User: 101: Emergency address does not exist',
			'Device: 101w: Emergency address does not exist',
			`Device: 101w: ${OTHER}`,
			'Device: lobby: Emergency address does not exist',
		]);
	});

	test('looks at people, in their order', () => {
		const users = [
			user('1000', { [ADDRESS]: 'x' }),
			user('99', { [ADDRESS]: 'x' }),
			user('4000', { [ADDRESS]: 'x', 'service-code': 'system-queue' }),
			user('domain', { [ADDRESS]: 'x' }),
		];
		expect(told({ users })).toEqual(
			['99', '1000'].map((id) => `User: ${id}: Emergency address does not exist`),
		);
	});

	test('names each number once that the provider does not know', () => {
		const users = [
			user('101', { [CALLER_ID]: '12025550100' }),
			user('102', { [CALLER_ID]: '12025550101' }),
			user('103', { [CALLER_ID]: '12025550101' }),
		];
		const devices = [device('101', '101'), device('103', '103', { [CALLER_ID]: '12025550102' })];
		const of = (callbacks?: string[]) => told({ users, devices, isNumbersKnown: false, callbacks });
		const unknown = 'No emergency endpoint for this number';
		expect(of(['2025550100'])).toEqual([
			`Number: 12025550101: ${unknown}`,
			`Number: 12025550102: ${unknown}`,
		]);
		expect(of([])).toHaveLength(3);
		expect(of()).toEqual([]);
	});

	test('a row says what is used, and the figures count who is concerned', () => {
		const users = [user('101', { [ADDRESS]: 'half', [CALLER_ID]: '1303' }), user('102')];
		const devices = [device('102', '102', { [ADDRESS]: 'gone', [CALLER_ID]: '1404' })];
		const addresses = [address('main'), address('half', { 'address-city': '' })];
		const report = emergencyAddressAudit(
			found({ users, devices, addresses, callbacks: ['12025550100'], notes: ['A note.'] }),
		);
		const { title, subtitle, figures, notes, tables } = report;
		expect([title, subtitle, notes]).toEqual([
			'Emergency Address Audit',
			'acme.example',
			['A note.'],
		]);
		expect(figures).toEqual([
			{ label: 'Users Checked', value: 2 },
			{ label: 'Users with Problems', value: 1 },
			{ label: 'Devices with Problems', value: 1 },
			{ label: 'Numbers Not Registered', value: 2 },
		]);
		const { rows, columns } = tables[0]!;
		expect(rows[0]).toEqual({
			kind: 'User',
			id: '101',
			name: 'Person 101',
			problem: 'Emergency address lacks city',
			emergencyCallerId: '1303',
			emergencyAddress: '1 Main St, IL 62701',
		});
		expect(rows[2]).toEqual({
			kind: 'Device',
			id: '102',
			name: 'Person 102',
			problem: 'Emergency address does not exist',
			emergencyCallerId: '1404',
			emergencyAddress: 'gone',
		});
		expect(rows[4]).toEqual({
			kind: 'Number',
			id: '1303',
			name: '',
			problem: 'No emergency endpoint for this number',
			emergencyCallerId: '1303',
			emergencyAddress: '',
		});
		expect(columns.map(({ key }) => key)).toEqual(Object.keys(rows[0]!));
		expect(columns.map(({ label }) => label)).toEqual([
			...['What', 'ID', 'Name', 'Problem', 'Emergency Caller ID', 'Emergency Address'],
		]);
		expect(emergencyAddressAudit(found()).figures.at(-1)).toEqual({
			label: 'Numbers Not Registered',
			value: null,
		});
	});
});
