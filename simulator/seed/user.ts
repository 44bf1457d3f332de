import type { Simulator } from '../simulator';
import type { Person } from '../state/cdr-store';
import { fictional, SITES, type DomainPlan, type Seed } from './plan';

interface UserPlan {
	plan: DomainPlan;
	index: number;
	zone: string;
	area: number;
	department: string;
	number: string;
}

/** Scope of the n-th person of a domain: the first manages it, then one of each interesting kind. */
const SCOPES = [
	'Office Manager',
	'Basic User',
	'Call Center Supervisor',
	'Call Center Agent',
	'Advanced User',
];

const PHONES = [
	['Yealink', 'T46U', '2c3311'],
	['Polycom', 'VVX450', '64167f'],
	['Grandstream', 'GRP2614', 'c074ad'],
] as const;

/** Makes a person with desk phone, often a mobile, a direct number and some contacts of their own. */
export function seedUser(sim: Simulator, seed: Seed, user: UserPlan): Person {
	const { faker, random } = seed;
	const { plan, index } = user;
	const { domain } = plan;
	const extension = String((plan.users > 800 ? 10000 : 100) + index + 1);
	const first = faker.person.firstName();
	const last = faker.person.lastName();
	const site = index % 4 === 3 ? SITES[1] : SITES[0];
	const created = sim.isoNow(sim.born - random.integer(40, 700) * 86400000);
	sim.resource('users').create([domain], extension, {
		'name-first-name': first,
		'name-last-name': last,
		'login-username': `${extension}@${domain}`,
		'email-address': `${first}.${last}@${domain}`.toLowerCase().replace(/[^a-z.@-]/g, ''),
		'user-scope': SCOPES[index] ?? 'Basic User',
		department: user.department,
		site,
		'time-zone': user.zone,
		'voicemail-login-pin': String(random.integer(1000, 9999)),
		'caller-id-name': `${first} ${last}`,
		'caller-id-number': user.number,
		'caller-id-number-emergency': fictional(user.area, 0),
		'area-code': user.area,
		'created-datetime': created,
	});
	seedDevices(sim, seed, domain, extension, index);
	sim.resource('phonenumbers').create([domain], user.number, {
		enabled: 'yes',
		'dial-rule-application': 'to-user',
		'dial-rule-translation-destination-user': extension,
		'dial-rule-translation-destination-host': domain,
		'dial-rule-description': `${first} ${last}`,
	});
	if (index < 4) seedPersonalRecords(sim, seed, domain, extension, user.number);
	return {
		domain,
		reseller: plan.reseller,
		user: extension,
		name: `${first} ${last}`,
		site,
		department: user.department,
		callerId: user.number,
	};
}

function seedDevices(
	sim: Simulator,
	{ random }: Seed,
	domain: string,
	extension: string,
	index: number,
): void {
	const [brand, model, maker] = random.pick(PHONES);
	const mac = maker + random.hex(6);
	const registered = random.fraction() < 0.85;
	const seen = sim.isoNow(sim.born - random.integer(10, 3000) * 1000);
	sim.resource('devices').create([domain, extension], extension, {
		'device-sip-registration-state': registered ? 'registered' : 'unregistered',
		'device-sip-registration-user-agent': `${brand} ${model} 66.86.0.15`,
		'device-sip-registration-contact': `sip:${extension}@198.51.100.${random.integer(1, 254)}:5060`,
		'device-sip-registration-datetime': registered ? seen : null,
		'device-models-model': `${brand} ${model}`,
		'device-provisioning-mac-address': mac,
		'device-provisioning-line': 1,
	});
	sim.resource('phones').create([], mac, {
		domain,
		reseller: sim.resellerOf(domain),
		'device-models-brand-and-model': `${brand} ${model}`,
		'device-provisioning-sip-uri-1': `sip:${extension}@${domain}`,
		'device-provisioning-line-1-enabled': 'yes',
		'device-provisioning-registration-core-server': sim.hostname,
	});
	if (index % 2 === 0) {
		sim.resource('devices').create([domain, extension], `${extension}m`, {
			'device-sip-registration-state': 'unregistered',
			'device-push-enabled': 'yes',
		});
	}
}

function seedPersonalRecords(
	sim: Simulator,
	{ faker, random }: Seed,
	domain: string,
	user: string,
	number: string,
): void {
	for (let i = 0; i < 3; i++) {
		sim.resource('user-contacts').create([domain, user], random.hex(32), {
			'name-first-name': faker.person.firstName(),
			'name-last-name': faker.person.lastName(),
			company: faker.company.name(),
			'phonenumber-cell': fictional(random.integer(202, 900), random.integer(0, 99)),
			'created-datetime': sim.plainNow(sim.born - random.integer(1, 300) * 86400000),
		});
	}
	sim.resource('smsnumbers').create([domain], number, {
		application: 'user',
		dest: user,
		carrier: 'Example Carrier',
		'mms-capable': true,
	});
	sim.resource('answerrules').create([domain, user], 'Business Hours', {
		enabled: 'yes',
		order: 1,
		'is-active': false,
		'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>'] },
		'forward-no-answer': { enabled: 'yes', parameters: [`vmail_${user}`] },
	});
}
