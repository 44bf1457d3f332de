/** Records as reports read them, in whatever spelling. */
import {
	addressOf,
	agentOf,
	attendantOf,
	bareDevice,
	callbackOf,
	deviceOf,
	isPerson,
	numberOf,
	phoneOf,
	placeOf,
	queueOf,
	textOf,
	userOf,
} from '../../../../nodes/NetSapiens/reports/inventory/records';

test.each([
	[null, ''],
	[undefined, ''],
	['[*]', ''],
	['N/A', ''],
	[' a ', 'a'],
	[0, '0'],
	[true, 'true'],
	[{ a: 1 }, ''],
	['1.202555010e+10', '12025550100'],
	['1e+10', '10000000000'],
	['11.2e+10', '11.2e+10'],
	['x1e+10', 'x1e+10'],
])('%j says %j', (value, text) => {
	expect(textOf(value)).toBe(text);
});

test.each([
	['sip:101@acme.example', '101'],
	['SIPS:101@acme.example', '101'],
	['101wp', '101wp'],
	['xsip:1', 'xsip:1'],
])('the device %s is %s', (name, bare) => {
	expect(bareDevice(name)).toBe(bare);
});

test.each([
	['101', '', true],
	['4000', 'system-queue', false],
	['4000', 'System-AA', false],
	['101', 'not-system', true],
	['domain', '', false],
])('%s with service code "%s" is a person: %s', (user, code, is) => {
	expect(isPerson(userOf({ user, 'service-code': code }))).toBe(is);
});

test.each([
	['yes', true],
	[true, true],
	['1', true],
	['no', false],
	['', null],
	[undefined, null],
])('voicemail %j is %j', (value, is) => {
	expect(userOf({ user: '101', 'voicemail-enabled': value }).hasVoicemail).toBe(is);
});

test('a user', () => {
	const whole = {
		...{ domain: 'acme.example', user: 101, 'name-first-name': 'Ada', 'name-last-name': '[*]' },
		...{ email: 'a@x.test', department: 'Sales', site: 'HQ', 'service-code': '' },
		...{ 'caller-id-number': 12025550100, 'caller-id-number-emergency': 0 },
		'emergency-address-id': 'main',
	};
	expect(userOf(whole)).toEqual({
		...{ domain: 'acme.example', user: '101', name: 'Ada', email: 'a@x.test' },
		...{ department: 'Sales', site: 'HQ', serviceCode: '', hasVoicemail: null },
		...{ callerId: '12025550100', emergencyCallerId: '', addressId: 'main' },
	});
});

test.each([
	['registered', true],
	['Registered', true],
	['unregistered', false],
	['', false],
])('a device in state "%s" is registered: %s', (state, is) => {
	expect(deviceOf({ 'device-sip-registration-state': state }).isRegistered).toBe(is);
});

test('a number', () => {
	const record = {
		...{ phonenumber: 12025550100, enabled: true, 'dial-rule-application': 'to-user' },
		...{ 'dial-rule-translation-destination-user': 101, 'dial-rule-description': 'Main' },
		'dial-rule-translation-destination-host': 'acme.example',
	};
	const read = {
		...{ number: '12025550100', application: 'to-user', destination: '101', isEnabled: true },
		...{ host: 'acme.example', description: 'Main' },
	};
	expect(numberOf(record)).toEqual(read);
	const enabled = (value: unknown) => numberOf({ ...record, enabled: value as string }).isEnabled;
	expect([enabled('No'), enabled('yes'), enabled(undefined)]).toEqual([false, true, true]);
});

test('queues, agents and attendants', () => {
	expect(
		queueOf({ callqueue: 4000, description: 'Sales', 'callqueue-max-wait-timeout-minutes': '5' }),
	).toEqual({ queue: '4000', name: 'Sales', maxWaitMinutes: 5 });
	expect(queueOf({ callqueue: 4000 })).toMatchObject({ name: '', maxWaitMinutes: 0 });
	const agent = { callqueue: 4000, 'callqueue-agent-id': 'sip:101@acme.example' };
	const names = { 'agent-name-first-name': 'Ada', 'agent-name-last-name': 'Park' };
	expect(agentOf({ ...agent, ...names })).toEqual({ queue: '4000', user: '101', name: 'Ada Park' });
	expect(agentOf({ ...agent, ...names, 'name-full-name': 'A. Park' }).name).toBe('A. Park');
	const attendant = {
		...{ user: 9000, 'attendant-name': 'Main', 'starting-prompt': 'Prompt_1', 'time-frame': '*' },
		'auto-attendant': { 'option-1': {} },
	};
	expect(attendantOf(attendant)).toEqual({
		...{ user: '9000', name: 'Main', prompt: 'Prompt_1', timeframe: '*' },
		menu: { 'option-1': {} },
	});
	for (const none of [null, 'none', [], undefined])
		expect(attendantOf({ ...attendant, 'auto-attendant': none as never }).menu).toEqual({});
});

test('a phone has up to 24 lines', () => {
	const lines = Object.fromEntries(
		[0, 1, 2, 24, 25].map((line) => [
			`device-provisioning-sip-uri-${line}`,
			line === 2 ? 'n/a' : `sip:${line}@acme.example`,
		]),
	);
	const hardware = { 'device-models-brand-and-model': 'Yealink T46U' };
	expect(phoneOf({ ...lines, ...hardware, 'device-provisioning-mac-address': 'AABB' })).toEqual({
		...{ mac: 'aabb', model: 'Yealink T46U', devices: ['1', '24'] },
	});
});

test('an address says what an ambulance would lack', () => {
	const none = addressOf({ 'emergency-address-id': 'a', 'address-name': 'Dock' });
	expect(none).toEqual({
		...{ id: 'a', name: 'Dock', text: '', isDomainDefault: false },
		missing: ['street', 'city', 'state or province', 'postal code'],
	});
	expect(addressOf({ domain_default: 1, 'address-city': 'X' })).toMatchObject({
		...{
			isDomainDefault: true,
			text: 'X',
			missing: ['street', 'state or province', 'postal code'],
		},
	});
});

test('an endpoint is its number, wherever the server has it', () => {
	const endpoint = { 'address-callback-number': 12025550100, 'emergency-address-id': 'main' };
	expect(callbackOf(endpoint)).toBe('12025550100');
	expect(callbackOf({ 'emergency-address-id': '12025550101' })).toBe('12025550101');
});

test('a site and a domain, from which users inherit', () => {
	const place = {
		...{ 'caller-id-number': '12025550100', 'caller-id-number-emergency': '0' },
		...{ 'emergency-address-id': 'main', description: 'Acme' },
	};
	const read = {
		...{ callerId: '12025550100', emergencyCallerId: '', addressId: 'main', description: 'Acme' },
	};
	expect(placeOf({ ...place, domain: 'acme.example', user: 'x' }, 'domain')).toEqual({
		...{ ...read, site: '' },
	});
	expect(placeOf({ ...place, site: 'HQ', user: 'x' }, 'user')).toEqual({ ...read, site: 'HQ' });
	expect(placeOf({ ...place, user: 'HQ' }, 'user').site).toBe('HQ');
});
