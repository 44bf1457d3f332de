import type { Simulator } from '../simulator';
import type { Person } from '../state/cdr-store';
import { addAutoAttendant } from '../tenant/autoattendants';
import { fictional, SITES, type DomainPlan, type Seed } from './plan';
import { seedQueues } from './queues';
import { seedUser } from './user';

const ZONES = ['US/Eastern', 'US/Central', 'US/Mountain', 'US/Pacific', 'America/Phoenix'];
const DEPARTMENTS = ['Sales', 'Support', 'Office', 'Billing'];

/** Makes one company: domain, sites, people with devices and numbers, queues, timeframes, contacts. */
export function seedDomain(sim: Simulator, seed: Seed, plan: DomainPlan): Person[] {
	const { domain, reseller } = plan;
	const { random } = seed;
	const area = 202 + ((plan.index * 37) % 700);
	const zone = ZONES[plan.index % ZONES.length] as string;
	sim.resource('domains').create([], domain, {
		reseller,
		description: plan.name,
		'domain-type': 'Standard',
		'area-code': area,
		'time-zone': zone,
		'caller-id-name': plan.name.toUpperCase(),
		'caller-id-number': fictional(area, 0),
		'caller-id-number-emergency': fictional(area, 0),
		'email-send-from-address': `voicemail@${domain}`,
		'voicemail-enabled': 'yes',
		'limits-max-active-calls-total': 20,
		'limits-max-users': Math.max(100, plan.users * 2),
		'limits-max-call-queues': 10,
	});
	for (const site of SITES) sim.resource('sites').create([domain], site, { 'time-zone': zone });
	const people: Person[] = [];
	for (let i = 0; i < plan.users; i++) {
		const department = i === 0 ? 'Office' : random.pick(DEPARTMENTS);
		const number = fictional(area + Math.floor((i + 1) / 100), i + 1);
		people.push(seedUser(sim, seed, { plan, index: i, zone, area, department, number }));
	}
	seedQueues(sim, seed, plan, people, area);
	seedAttendant(sim, plan, area);
	seedTimeframes(sim, domain);
	seedContacts(sim, seed, domain);
	return people;
}

function seedAttendant(sim: Simulator, { domain, name }: DomainPlan, area: number): void {
	addAutoAttendant(sim, domain, '9000', { 'attendant-name': `${name} main`, 'time-frame': '*' });
	sim.resource('phonenumbers').create([domain], fictional(area, 0), {
		enabled: 'yes',
		'dial-rule-application': 'to-user',
		'dial-rule-translation-destination-user': '9000',
		'dial-rule-translation-destination-host': domain,
		'dial-rule-description': 'Main number',
	});
}

function seedTimeframes(sim: Simulator, domain: string): void {
	const hours: Record<string, string> = {
		'timeframe-recurrence-begin-date': '20260101',
		'timeframe-recurrence-type': 'weekly',
		'timeframe-recurrence-custom-interval': 'weeks',
		'timeframe-recurrence-custom-interval-count': '1',
		'timeframe-recurrence-custom-interval-option': 'monthly-same-day',
		'timeframe-recurrence-end-option': 'never',
		'timeframe-recurrence-end-date': '',
	};
	for (const day of ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']) {
		hours[`timeframe-weekly-${day}-begin-time-1`] = '0900';
		hours[`timeframe-weekly-${day}-end-time-1`] = '1700';
	}
	const frames = sim.resource('timeframes');
	frames.create([domain], sim.random.hex(32), {
		'timeframe-name': 'Business Hours',
		'timeframe-type': 'days-of-week',
		'timeframe-days-of-week-array': [hours],
	});
	frames.create([domain], sim.random.hex(32), {
		'timeframe-name': 'Always',
		'timeframe-type': 'always',
	});
	frames.create([domain], sim.random.hex(32), {
		'timeframe-name': 'Inventory',
		'timeframe-type': 'specific-dates',
		'timeframe-specific-dates-array': [
			{
				'timeframe-specific-dates-begin-date': '2027-01-04',
				'timeframe-specific-dates-begin-time': '00:00',
				'timeframe-specific-dates-end-date': '2027-01-05',
				'timeframe-specific-dates-end-time': '23:59',
				'timeframe-recurrence-type': 'doesNotRecur',
				'timeframe-recurrence-custom-interval': 'days',
				'timeframe-recurrence-custom-interval-count': '',
				'timeframe-recurrence-custom-interval-option': 'monthly-same-day',
				'timeframe-recurrence-end-option': 'never',
				'timeframe-recurrence-end-date': '',
			},
		],
	});
}

function seedContacts(sim: Simulator, { faker, random }: Seed, domain: string): void {
	for (let i = 0; i < 12; i++) {
		const first = faker.person.firstName();
		const last = faker.person.lastName();
		sim.resource('contacts').create([domain], random.hex(32), {
			'name-first-name': first,
			'name-last-name': last,
			email: `${first}.${last}@customer.example`.toLowerCase().replace(/[^a-z.@]/g, ''),
			company: faker.company.name(),
			'phonenumber-work': fictional(random.integer(202, 900), random.integer(0, 99)),
			'phonenumber-cell': fictional(random.integer(202, 900), random.integer(0, 99)),
			tags: random.pick(['customer', 'supplier', '']),
			'created-datetime': sim.plainNow(sim.born - random.integer(1, 300) * 86400000),
		});
	}
}
