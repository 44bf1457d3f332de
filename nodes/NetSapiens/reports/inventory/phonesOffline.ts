import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../report';
import { byDevice } from './grouped';
import type { Device, Phone, User } from './records';
import { inOrder } from './sorting';

/** What the report is made of. */
export interface Registrations {
	name: string;
	users: User[];
	devices: Device[];
	phones: Phone[];
	notes: string[];
}

/**
 * Devices that should be registered but are not: phones with a MAC address, and whatever was
 * registered before. An app that nobody ever signed in to is not missed.
 *
 * @param now in the zone that dates are written in
 */
export function phonesOffline(found: Registrations, now: DateTime): Report {
	const phones = byDevice(found.phones);
	const names = new Map(found.users.map(({ user, name }) => [user, name]));
	const expected = found.devices.map((device) => ({
		device,
		...hardwareOf(device, phones.get(device.device)),
	}));
	const missed = expected.filter(
		({ device, mac }) => mac !== '' || device.isRegistered || device.registeredAt !== null,
	);
	const rows = missed
		.filter(({ device }) => !device.isRegistered)
		.map(({ device, mac, model }): IDataObject => {
			const since = offlineSince(device, now);
			return {
				device: device.device,
				extension: device.user,
				name: names.get(device.user) ?? '',
				model,
				mac,
				offlineSince: since?.toISO() ?? null,
				hoursOffline: since ? Math.round(now.diff(since).as('hours') * 10) / 10 : null,
			};
		})
		.sort(
			(a, b) =>
				Number(b.hoursOffline ?? Infinity) - Number(a.hoursOffline ?? Infinity) ||
				inOrder(String(a.device), String(b.device)),
		);
	return {
		title: 'Phones Offline',
		subtitle: found.name,
		figures: [
			{ label: 'Offline', value: rows.length },
			{ label: 'Expected', value: missed.length },
		],
		tables: [
			{
				title: 'Offline Devices',
				columns: [
					{ key: 'device', label: 'Device' },
					{ key: 'extension', label: 'Extension' },
					{ key: 'name', label: 'Name' },
					{ key: 'model', label: 'Model' },
					{ key: 'mac', label: 'MAC Address' },
					{ key: 'offlineSince', label: 'Offline Since', kind: 'dateTime' },
					{ key: 'hoursOffline', label: 'Hours', kind: 'number' },
				],
				rows,
			},
		],
		notes: found.notes,
	};
}

function hardwareOf(
	{ mac, model }: Device,
	phone: Phone | undefined,
): { mac: string; model: string } {
	return { mac: mac || phone?.mac || '', model: model || phone?.model || '' };
}

/** When its registration ran out, or when it registered last where the server does not say that. */
function offlineSince({ expiredAt, registeredAt }: Device, now: DateTime): DateTime | null {
	const expired = expiredAt && expiredAt <= now ? expiredAt : null;
	return (expired ?? registeredAt)?.setZone(now.zone) ?? null;
}
