import type { Faker } from '@faker-js/faker';

import type { Random } from '../random';

/** Names and dice of one seed. */
export interface Seed {
	faker: Faker;
	random: Random;
}

/** What is known about a domain before it is made. */
export interface DomainPlan {
	name: string;
	domain: string;
	reseller: string;
	users: number;
	index: number;
}

/** Sites of each domain. */
export const SITES = ['HQ', 'Branch'] as const;

/** A made-up number of the range that belongs to nobody. */
export const fictional = (area: number, line: number): string =>
	`1${area}555${String(100 + (line % 100)).padStart(4, '0')}`;
