import type { Address, Device, Place, User } from './records';

/** What a domain has for emergency calls. */
export interface Emergency {
	domain: Place;
	sites: Place[];
	addresses: Address[];
}

/** An emergency address or caller ID, and whose it is: an empty one is inherited. */
export interface Found {
	value: string;
	from: 'Device' | 'User' | 'Site' | 'Domain' | '';
}

/** The ID of the address that emergency responders get for calls of a user or one of its devices. */
export function addressFor(
	user: User | undefined,
	device: Device | undefined,
	{ domain, sites, addresses }: Emergency,
): Found {
	const preset = addresses.find(({ isDomainDefault }) => isDomainDefault)?.id ?? '';
	return firstOf([
		['Device', device?.addressId],
		['User', user?.addressId],
		['Site', siteOf(user, sites)?.addressId],
		['Domain', domain.addressId || preset],
	]);
}

/** The number that emergency calls of a user or one of its devices show. */
export function emergencyCallerIdFor(
	user: User | undefined,
	device: Device | undefined,
	{ domain, sites }: Emergency,
): Found {
	return firstOf([
		['Device', device?.emergencyCallerId],
		['User', user?.emergencyCallerId],
		['Site', siteOf(user, sites)?.emergencyCallerId],
		['Domain', domain.emergencyCallerId],
	]);
}

const siteOf = (user: User | undefined, sites: Place[]): Place | undefined =>
	user?.site ? sites.find(({ site }) => site === user.site) : undefined;

function firstOf(candidates: Array<[from: Found['from'], value: string | undefined]>): Found {
	const [from, value] = candidates.find(([, candidate]) => candidate) ?? ['', ''];
	return { from: from as Found['from'], value: value ?? '' };
}
