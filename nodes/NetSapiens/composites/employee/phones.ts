import { UserError, type IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';

/** What a phone is called by, and what its lines are. */
export const MAC = 'device-provisioning-mac-address';
export const MODEL = 'device-models-brand-and-model';
export const uriOf = (line: number): string => `device-provisioning-sip-uri-${line}`;
export const enabledOf = (line: number): string => `device-provisioning-line-${line}-enabled`;

/** Lines that the API knows of a phone. */
export const LINES = [1, 2, 3, 4, 5, 6, 7, 8];

/** Reads a phone in whatever dialect. */
export const phone = (record: IDataObject) => spelled(record, 'phone');

/** The address that a line of a phone registers as. */
export const addressOf = (device: string, domain: string): string => `sip:${device}@${domain}`;

/** What is on a line; undefined when it is free. */
export function onLine(record: IDataObject, line: number): string | undefined {
	const uri = String(phone(record).get(uriOf(line)) ?? '').trim();
	return ['', 'n/a', '[*]'].includes(uri.toLowerCase()) ? undefined : uri;
}

/** @throws UserError when it is no MAC address */
export function plainMac(mac: unknown): string {
	const digits = bareMac(mac);
	if (/^[0-9a-f]{12}$/.test(digits)) return digits;
	throw new UserError(
		`"${String(mac ?? '')}" is no MAC address. It has 12 digits and letters from A to F, as printed on the phone.`,
	);
}

/** The phone's own MAC address, however it is written. */
export const macOf = (record: IDataObject): string => bareMac(phone(record).get(MAC));

const bareMac = (mac: unknown): string =>
	String(mac ?? '')
		.replace(/[\s:.-]/g, '')
		.toLowerCase();
