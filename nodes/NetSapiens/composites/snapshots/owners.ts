import type { IDataObject } from 'n8n-workflow';
import { attendantOf, isPerson, textOf, userOf } from '../../reports/inventory/records';
import { isRefused, type DomainReader } from '../domainReader';

/** Whose lists there are, as values for the placeholders of a path. */
export type Owners = Record<
	'users' | 'people' | 'attendants' | 'dialPlans' | 'dialPolicies',
	IDataObject[]
>;

/**
 * Those that have lists of their own in a domain.
 *
 * @throws as reading a list does, where the users may not be read: without them there is no snapshot
 */
export async function ownersOf(reader: DomainReader): Promise<Owners> {
	const records = await reader.all({ label: 'Users', path: '/domains/{domain}/users' });
	const users = records.map(userOf);
	const menus = await reader
		.all({ label: 'Auto attendants', path: '/domains/{domain}/autoattendants' })
		.catch((error: Error) => {
			if (isRefused(error)) return [];
			throw error;
		});
	const attendants = menus.map(attendantOf);
	const domain = users[0]?.domain || String(reader.domain);
	const plans = [domain, ...attendants.map(({ user }) => `${domain}_${user}`)];
	const policies = records.map((record) => textOf(record['dial-policy']));
	return {
		users: users.map(({ user }) => ({ user })),
		people: users.filter(isPerson).map(({ user }) => ({ user })),
		attendants: attendants.map(({ user, prompt }) => ({ user, prompt })),
		dialPlans: [...new Set(plans)].map((dialplan) => ({ dialplan })),
		dialPolicies: [...new Set(policies)].filter(Boolean).map((policy) => ({ policy })),
	};
}
