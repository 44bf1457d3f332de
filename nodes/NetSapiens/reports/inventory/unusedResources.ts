import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../report';
import {
	isPerson,
	type Agent,
	type Attendant,
	type Device,
	type PhoneNumber,
	type Queue,
	type User,
} from './records';
import { byExtension, inOrder } from './sorting';

/** What the report is made of. A list that could not be read is undefined and judges nothing. */
export interface Resources {
	name: string;
	users: User[];
	devices?: Device[];
	numbers?: PhoneNumber[];
	queues?: Queue[];
	agents?: Agent[];
	attendants?: Attendant[];
	/** Extensions that took part in a call in so many days. */
	activity?: { days: number; active: ReadonlySet<string> };
	notes: string[];
}

type Row = { kind: string; id: string; name: string; reason: string };

/** What nobody uses, or what leads nowhere; one row for each, with all reasons. */
export function unusedResources(found: Resources): Report {
	const parts = {
		Users: unusedUsers(found),
		Devices: unusedDevices(found),
		'Phone Numbers': deadNumbers(found),
		'Call Queues': emptyQueues(found),
		'Auto Attendants': unreachedAttendants(found),
	};
	return {
		title: 'Unused Resources',
		subtitle: found.name,
		figures: Object.entries(parts).map(([label, rows]) => ({
			label,
			value: rows === undefined ? null : rows.length,
		})),
		tables: [
			{
				title: 'Unused',
				columns: [
					{ key: 'kind', label: 'What' },
					{ key: 'id', label: 'ID' },
					{ key: 'name', label: 'Name' },
					{ key: 'reason', label: 'Reason' },
				],
				rows: Object.values(parts).flatMap((rows): IDataObject[] => rows ?? []),
			},
		],
		notes: found.notes,
	};
}

function unusedUsers({ users, devices, activity }: Resources): Row[] | undefined {
	if (!devices && !activity) return undefined;
	const people = users.filter(isPerson).sort(byExtension);
	return people.flatMap(({ user, name }) => {
		const reasons = [
			...(activity && !activity.active.has(user) ? [`No calls in ${daysOf(activity.days)}`] : []),
			...(devices ? registrationReasons(devices.filter((device) => device.user === user)) : []),
		];
		return reasons.length > 0 ? [{ kind: 'User', id: user, name, reason: reasons.join('; ') }] : [];
	});
}

const daysOf = (days: number) => (days === 1 ? '1 day' : `${days} days`);

function registrationReasons(own: Device[]): string[] {
	if (own.length === 0) return ['No device'];
	return own.every(neverRegistered) ? ['No device ever registered'] : [];
}

const neverRegistered = ({ isRegistered, registeredAt }: Device): boolean =>
	!isRegistered && registeredAt === null;

function unusedDevices({ users, devices }: Resources): Row[] | undefined {
	const nameOf = new Map(users.map(({ user, name }) => [user, name]));
	return devices
		?.filter(neverRegistered)
		.map(({ device, user }) => ({
			kind: 'Device',
			id: device,
			name: nameOf.get(user) ?? '',
			reason: 'Never registered',
		}))
		.sort((a, b) => inOrder(a.id, b.id));
}

function deadNumbers(found: Resources): Row[] | undefined {
	return found.numbers?.flatMap((number) => {
		const reason = deadEnd(number, found);
		if (reason === undefined) return [];
		return [{ kind: 'Phone Number', id: number.number, name: number.description, reason }];
	});
}

/** Applications that send calls to an extension. */
const TO_EXTENSION = /^to-(user|callqueue|voicemail)/;

/** Why calls to a number end nowhere; undefined if they do not, or nobody can tell. */
function deadEnd(number: PhoneNumber, { users }: Resources): string | undefined {
	const { application, destination, isEnabled } = number;
	if (!isEnabled) return 'Turned off';
	if (application === '' || application === 'available-number') return 'Not assigned';
	if (!TO_EXTENSION.test(application)) return undefined;
	if (destination === '') return 'No destination';
	const isThere = users.some(({ user }) => user === destination);
	return isThere ? undefined : `Leads to extension ${destination}, which does not exist`;
}

function emptyQueues({ queues, agents }: Resources): Row[] | undefined {
	if (!queues || !agents) return undefined;
	return queues
		.filter(({ queue }) => !agents.some((agent) => agent.queue === queue))
		.map(({ queue, name }) => ({ kind: 'Call Queue', id: queue, name, reason: 'No agents' }));
}

function unreachedAttendants(found: Resources): Row[] | undefined {
	const { attendants, numbers, activity } = found;
	if (!attendants || !numbers) return undefined;
	const reached = new Set([
		...numbers.map(({ destination }) => destination),
		...attendants.flatMap(({ user, menu }) => destinationsIn(menu).filter((to) => to !== user)),
		...(activity?.active ?? []),
	]);
	const names = new Map(attendants.map(({ user, name }) => [user, name]));
	return [...names]
		.filter(([user]) => !reached.has(user))
		.map(([user, name]) => ({
			kind: 'Auto Attendant',
			id: user,
			name,
			reason: activity
				? `No phone number or menu leads to it, and no calls in ${daysOf(activity.days)}`
				: 'No phone number or menu leads to it',
		}));
}

/** Extensions to which keys of a menu and of the menus below it lead. */
export function destinationsIn(menu: unknown): string[] {
	if (typeof menu !== 'object' || menu === null) return [];
	return Object.entries(menu).flatMap(([name, value]) =>
		name === 'destination-user' && value ? [String(value)] : destinationsIn(value),
	);
}
