import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isNoCall } from '../../calls/legs';
import { legOfRecord } from '../../calls/reading';
import { utcText } from '../../moment';
import { isPerson, type User } from '../../reports/inventory/records';
import { unusedResources, type Resources } from '../../reports/inventory/unusedResources';
import { show } from '../../reports/showing/show';
import { recordsOf } from '../../execute/output';
import type { Call } from '../../execute/call';
import { DomainReader, type Source } from '../domainReader';
import { formatsOf } from './inventory';
import {
	readAgents,
	readAttendants,
	readDevices,
	readNumbers,
	readQueues,
	readUsers,
} from './sources';

/** Call records come in pages of so many (facts: pagination). */
const RECORDS_A_PAGE = 100;

/** What nobody uses. */
export async function unusedResourcesReport(call: Call): Promise<INodeExecutionData[]> {
	const reader = new DomainReader(call);
	const users = await readUsers(reader);
	const [devices, numbers, queues, agents, attendants, activity] = await Promise.all([
		readDevices(reader, users),
		readNumbers(reader),
		readQueues(reader),
		readAgents(reader),
		readAttendants(reader),
		readActivity(call, reader, users),
	]);
	const found: Resources = {
		name: reader.name,
		users,
		devices,
		numbers,
		queues,
		agents,
		attendants,
		activity,
		notes: reader.notes,
	};
	return await show(call.context, unusedResources(found), formatsOf(call));
}

/**
 * Who took part in calls lately: from the records of the domain, or, where those are more pages than
 * there are people, from counts of each.
 */
async function readActivity(
	call: Call,
	reader: DomainReader,
	users: User[],
): Promise<Resources['activity']> {
	const days = Number(call.values.query.inactiveDays ?? 0);
	if (days === 0) return undefined;
	const now = DateTime.utc();
	const query = {
		'datetime-start': utcText(now.minus({ days })),
		'datetime-end': utcText(now),
	};
	const counted = await reader.oneIfAllowed({
		label: 'Calls',
		path: '/domains/{domain}/cdrs/count',
		query,
	});
	if (!counted) return undefined;
	const owners = users.filter((user) => isPerson(user) || user.serviceCode === 'system-aa');
	const isLong = Number(counted.total) / RECORDS_A_PAGE > owners.length;
	const active = isLong
		? await countedUsers(call, reader, owners, query)
		: await recordedUsers(reader, query);
	return { days, active };
}

async function recordedUsers(reader: DomainReader, query: IDataObject): Promise<Set<string>> {
	const source: Source = { label: 'Calls', path: '/domains/{domain}/cdrs', query };
	const active = new Set<string>();
	const legs = (await reader.all(source)).map(legOfRecord);
	for (const { callerUser, called, through } of legs.filter((leg) => !isNoCall(leg)))
		for (const user of [callerUser, called, through]) active.add(user);
	return active;
}

async function countedUsers(
	{ api, itemIndex }: Call,
	{ domain }: DomainReader,
	users: User[],
	query: IDataObject,
): Promise<Set<string>> {
	const path = '/domains/{domain}/users/{user}/cdrs/count';
	const active = users.map(async ({ user }) => {
		const values = { domain, user };
		const request = { method: 'GET', path, values, query, kind: 'count', itemIndex } as const;
		const [counted] = recordsOf(await api.request(request));
		return Number(counted?.total) > 0 ? user : '';
	});
	return new Set(await Promise.all(active));
}
