// One language: the whole library takes several times as long to load.
import { faker } from '@faker-js/faker/locale/en';

import { Random, hash32 } from '../random';
import type { Simulator } from '../simulator';
import { CdrBook } from '../state/cdr-book';
import { CdrStore, type Leg, type Person } from '../state/cdr-store';
import { seedDomain } from './domain';
import { seedDomainRecords } from './domain-records';
import type { Seed } from './plan';
import { seedSystem } from './system-records';

const RESELLERS = ['Northwind Telecom', 'Blue Harbor Voice'];
const ENDINGS = ['Dental', 'Logistics', 'Law', 'Plumbing', 'Clinic', 'Motors', 'Bakery', 'Design'];

/** Fills an empty simulator with resellers, domains, their people and their call records. */
export function seedTenant(sim: Simulator): void {
	const { options } = sim;
	faker.seed(hash32(options.seed));
	const seed: Seed = { faker, random: new Random(`tenant/${options.seed}`) };
	for (const reseller of RESELLERS) {
		sim.resource('resellers').create([], reseller, { description: `${reseller}, Inc.` });
	}
	const people: Person[] = [];
	for (let i = 0; i < options.domains; i++) {
		const share = Math.floor(options.users / options.domains);
		const users = share + (i < options.users % options.domains ? 1 : 0);
		const reseller = RESELLERS[i % RESELLERS.length] as string;
		const plan = { ...company(seed, i), reseller, users, index: i };
		const own = seedDomain(sim, seed, plan);
		seedDomainRecords(sim, seed, plan.domain, own);
		people.push(...own);
	}
	seedSystem(sim);
	const queuesOf = new Map<string, string[]>();
	for (const row of sim.store.table('callqueues').below()) {
		const domain = row.parents[0] ?? '';
		queuesOf.set(domain, [...(queuesOf.get(domain) ?? []), row.id]);
	}
	const store = new CdrStore(
		options.cdrs,
		hash32(options.seed, 5),
		sim.born,
		people,
		(domain) => queuesOf.get(domain) ?? [],
	);
	const lapses = people.filter((_, i) => i % 5 === 0).map((person) => lapseOf(sim, person));
	sim.keepCdrs(new CdrBook(store, lapses, () => sim.switches.is('cdr-lapses', 'yes')));
}

/** The record that a phone leaves which did not register again: a call to itself that never was. */
function lapseOf(sim: Simulator, person: Person): Leg {
	const start = Math.floor(sim.born / 1000);
	return {
		start,
		direction: 0,
		ringing: 0,
		talking: 0,
		holding: 0,
		call: hash32(`${person.user}@${person.domain}`),
		ordinal: 0,
		person,
		remote: person.user,
		queue: '',
		internal: true,
		known: { 'call-disconnect-reason-text': 'Term: Reg Expired' },
	};
}

/** A company and the name of its domain; the first is always the same, so that examples can name it. */
function company({ faker, random }: Seed, index: number): { name: string; domain: string } {
	if (index === 0) return { name: 'Acme Dental', domain: 'acme.example' };
	const name = `${faker.person.lastName()} ${random.pick(ENDINGS)}`;
	const slug = name.toLowerCase().replace(/[^a-z]+/g, '-');
	return { name, domain: index < 50 ? `${slug}.example` : `${slug}-${index}.example` };
}
