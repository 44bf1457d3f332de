import { UserError, type IDataObject } from 'n8n-workflow';
import { spelled } from '../../../spellings';
import type { Act, Step } from '../../plan/plan';
import { readFew } from '../../plan/read';
import { changeSteps, createStep } from '../../plan/steps';
import type { Person } from '../person';

const ID = 'emergency-address-id';
const LOCATION = 'address-formatted-pidflo';

/** Steps that come before all others, and those that come when the user is there. */
export interface AddressSteps {
	check: Step[];
	steps: Step[];
}

/**
 * The address for emergency calls, where one is described: a personal one, so that it goes with the
 * user. One that exists already is a setting of the user.
 *
 * @throws UserError when one is described and one is chosen
 */
export async function addressSteps(person: Person, wanted: IDataObject): Promise<AddressSteps> {
	if (!wanted.emergencyAddress) return { check: [], steps: [] };
	if (wanted[ID]) {
		throw new UserError(
			'"Emergency Address" and "New Emergency Address" are both filled in. Keep one of the two.',
		);
	}
	const id = `${person.domain}-${person.user}`;
	const address = described(wanted);
	const present = await findAddress(person, id);
	const steps = present ? changed(person, id, address, present) : made(person, id, address);
	return {
		check: steps.length > 0 ? [checked(person, address)] : [],
		steps: [...steps, ...assigned(person, id)],
	};
}

/** What is not said about an address is as for most. */
function described(wanted: IDataObject): IDataObject {
	const name = [wanted['name-first-name'], wanted['name-last-name']].filter(Boolean).join(' ');
	return {
		'address-name': name,
		'caller-name': name,
		'address-country-abbreviation': 'US',
		...(wanted.emergencyAddress as IDataObject),
	};
}

async function findAddress(
	{ call, domain, user, record }: Person,
	id: string,
): Promise<IDataObject | undefined> {
	if (!record) return undefined;
	const path = { domain, user };
	const all = await readFew(call, {
		resource: 'emergencyAddress',
		operation: 'getAllForUser',
		path,
	});
	return all.find((one) => spelled(one, 'emergencyAddress').get(ID) === id);
}

/** The server says whether emergency services find the address, and how they are told. */
const CHECK = 'checkedAddress';

function checked({ domain }: Person, address: IDataObject): Step {
	const body = { 'address-location-description': '', ...address };
	const act = { resource: 'emergencyAddress', operation: 'validate', path: { domain }, body };
	return { title: 'Check the emergency address', act, name: CHECK, undo: 'nothing' };
}

function made({ domain, user }: Person, id: string, address: IDataObject): Step[] {
	const resource = 'emergencyAddress';
	const path = { domain, user };
	const create = { resource, operation: 'createForUser', path, body: { [ID]: id, ...address } };
	const undo = { resource, operation: 'deleteForUser', path: { ...path, address_id: id } };
	return [located(createStep(`Create emergency address ${id}`, create, undo))];
}

function changed(
	{ domain, user }: Person,
	id: string,
	address: IDataObject,
	present: IDataObject,
): Step[] {
	const path = { domain, user, [ID]: id };
	const act = { resource: 'emergencyAddress', operation: 'updateForUser', path };
	return changeSteps(`Update emergency address ${id}`, act, address, present).map(located);
}

/** A step that tells the server what it said about the address. */
function located(step: Step): Step {
	const act = step.act as Act;
	return {
		...step,
		act: (answers) => ({
			...act,
			body: { ...act.body, [LOCATION]: locationIn(answers[CHECK]) },
		}),
	};
}

/** Answered as a record, and taken as text. */
function locationIn(answer: IDataObject = {}): string {
	const location = spelled(answer, 'emergencyAddress').get(LOCATION) ?? '';
	if (typeof location === 'string') return location;
	return Object.keys(location).length > 0 ? JSON.stringify(location) : '';
}

/** The user calls from that address. */
function assigned({ domain, user, record }: Person, id: string): Step[] {
	const act = { resource: 'user', operation: 'update', path: { domain, user } };
	const title = `Give emergency address ${id} to user ${user}`;
	const steps = changeSteps(title, act, { [ID]: id }, record ?? {});
	// A new user takes it along.
	return record ? steps : steps.map((step) => ({ ...step, undo: 'nothing' as const }));
}
