import { UserError, type IDataObject } from 'n8n-workflow';
import type { Step } from '../../plan/plan';
import { readRecord } from '../../plan/read';
import { FREE, isOfUsers, leadingTo, routeOf, routeSteps } from '../numbers';
import type { Person } from '../person';

/**
 * The phone number rings the user.
 *
 * @throws UserError when the domain does not have it, or it is somebody else's
 */
export async function numberSteps(person: Person, wanted: IDataObject): Promise<Step[]> {
	if (!wanted.phonenumber) return [];
	const { call, domain, user } = person;
	const phonenumber = String(wanted.phonenumber).replace(/\D/g, '');
	const path = { domain, phonenumber };
	const record = await readRecord(call, { resource: 'phoneNumber', operation: 'get', path });
	if (!record) {
		throw new UserError(
			`Phone number ${phonenumber} is not in domain ${domain}. Add it first, with Phone Number → Create.`,
		);
	}
	const { application, destination } = routeOf(record);
	const isOwn = isOfUsers(application) && destination === user;
	if (application !== FREE && application !== '' && !isOwn) {
		throw new UserError(
			`Phone number ${phonenumber} is in use: its calls go to ${destination} (${application}). Release it first, with Phone Number → Route, or choose another one.`,
		);
	}
	const title = `Send calls to ${phonenumber} to user ${user}`;
	return routeSteps(title, path, record, leadingTo('to-user', user, domain));
}
