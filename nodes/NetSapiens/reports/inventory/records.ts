import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { parseMoment } from '../../moment';
import { spelled } from '../../spellings';

/** What a server writes where nothing is set (facts: unset). */
const UNSET = ['', '[*]', 'n/a'];

/** A value as text in whatever dialect; '' where nothing is set. Floats of long numbers come whole. */
export function textOf(value: unknown): string {
	if (value === null || value === undefined || typeof value === 'object') return '';
	const text = String(value).trim();
	if (/^\d(\.\d+)?e\+\d+$/i.test(text)) return String(Number(text));
	return UNSET.includes(text.toLowerCase()) ? '' : text;
}

/** Reads a record of a kind that spec/dialects.yaml knows. */
function reader(record: IDataObject, kind?: string) {
	const { get } = spelled(record, kind);
	return {
		text: (name: string) => textOf(get(name)),
		/** The number of an extension or a line; a zero stands for none. */
		number: (name: string) => textOf(get(name)).replace(/^0$/, ''),
		isYes: (name: string) => ['yes', 'true', '1'].includes(textOf(get(name)).toLowerCase()),
		moment: (name: string) => parseMoment(get(name)),
	};
}

export interface User {
	/** Its domain by its real name, where it was asked for as `~`. */
	domain: string;
	user: string;
	name: string;
	email: string;
	department: string;
	site: string;
	serviceCode: string;
	callerId: string;
	emergencyCallerId: string;
	addressId: string;
	/** Null where the server does not say: it never was set. */
	hasVoicemail: boolean | null;
}

export function userOf(record: IDataObject): User {
	const { text, number, isYes } = reader(record, 'user');
	return {
		domain: text('domain'),
		user: text('user'),
		name: [text('name-first-name'), text('name-last-name')].filter(Boolean).join(' '),
		email: text('email-address'),
		department: text('department'),
		site: text('site'),
		serviceCode: text('service-code'),
		callerId: number('caller-id-number'),
		emergencyCallerId: number('caller-id-number-emergency'),
		addressId: text('emergency-address-id'),
		hasVoicemail: text('voicemail-enabled') === '' ? null : isYes('voicemail-enabled'),
	};
}

/** Queues, attendants and the like are users too; so is the domain itself. */
export const isPerson = ({ user, serviceCode }: User): boolean =>
	!serviceCode.toLowerCase().startsWith('system') && user !== 'domain';

export interface Device {
	device: string;
	user: string;
	mac: string;
	model: string;
	isRegistered: boolean;
	/** When it registered last; null when it never did. */
	registeredAt: DateTime | null;
	/** When its registration ran out. */
	expiredAt: DateTime | null;
	emergencyCallerId: string;
	addressId: string;
}

export function deviceOf(record: IDataObject): Device {
	const { text, number, moment } = reader(record, 'device');
	return {
		device: bareDevice(text('device')),
		user: text('user'),
		mac: text('device-provisioning-mac-address').toLowerCase(),
		model: text('device-models-model'),
		isRegistered: text('device-sip-registration-state').toLowerCase() === 'registered',
		registeredAt: moment('device-sip-registration-datetime'),
		expiredAt: moment('device-sip-registration-expires-datetime'),
		emergencyCallerId: number('caller-id-number-emergency'),
		addressId: text('emergency-address-id'),
	};
}

/** Some servers give a device as its SIP address. */
export const bareDevice = (name: string): string =>
	name.replace(/^sips?:/i, '').split('@')[0] as string;

export interface Phone {
	mac: string;
	model: string;
	/** Names of the devices on its lines. */
	devices: string[];
}

/** Lines that a phone's record has names for (facts: phone by MAC). */
const MOST_LINES = 24;

export function phoneOf(record: IDataObject): Phone {
	const { text } = reader(record, 'phone');
	const lines = Array.from({ length: MOST_LINES }, (_, index) =>
		bareDevice(text(`device-provisioning-sip-uri-${index + 1}`)),
	);
	return {
		mac: text('device-provisioning-mac-address').toLowerCase(),
		model: text('device-models-brand-and-model'),
		devices: lines.filter((name) => name !== ''),
	};
}

export interface PhoneNumber {
	number: string;
	/** What happens with calls to it: `to-user`. */
	application: string;
	/** Extension or number that they are sent to. */
	destination: string;
	host: string;
	description: string;
	isEnabled: boolean;
}

export function numberOf(record: IDataObject): PhoneNumber {
	const { text } = reader(record, 'phoneNumber');
	return {
		number: text('phonenumber'),
		application: text('dial-rule-application'),
		destination: text('dial-rule-translation-destination-user'),
		host: text('dial-rule-translation-destination-host'),
		description: text('dial-rule-description'),
		isEnabled: text('enabled').toLowerCase() !== 'no',
	};
}

export interface Queue {
	queue: string;
	name: string;
	maxWaitMinutes: number;
}

export function queueOf(record: IDataObject): Queue {
	const { text } = reader(record, 'callQueue');
	return {
		queue: text('callqueue'),
		name: text('description'),
		maxWaitMinutes: Number(text('callqueue-max-wait-timeout-minutes')) || 0,
	};
}

export interface Agent {
	queue: string;
	/** Extension, or an outside number. */
	user: string;
	name: string;
}

export function agentOf(record: IDataObject): Agent {
	const { text } = reader(record, 'agent');
	const names = [text('agent-name-first-name'), text('agent-name-last-name')];
	return {
		queue: text('callqueue'),
		user: bareDevice(text('callqueue-agent-id')),
		name: text('name-full-name') || names.filter(Boolean).join(' '),
	};
}

export interface Attendant {
	user: string;
	name: string;
	prompt: string;
	timeframe: string;
	/** What the keys do, as the API has it. */
	menu: IDataObject;
}

export function attendantOf(record: IDataObject): Attendant {
	const { text } = reader(record);
	const menu = record['auto-attendant'];
	return {
		user: text('user'),
		name: text('attendant-name'),
		prompt: text('starting-prompt'),
		timeframe: text('time-frame'),
		menu: menu && typeof menu === 'object' && !Array.isArray(menu) ? (menu as IDataObject) : {},
	};
}

export interface Address {
	id: string;
	name: string;
	/** On one line. */
	text: string;
	/** What an ambulance would lack, as people call it. */
	missing: string[];
	isDomainDefault: boolean;
}

/** Parts of an address without which a call for help leads nowhere. */
const NEEDED: Array<[name: string, label: string]> = [
	['address-line-1', 'street'],
	['address-city', 'city'],
	['address-state-province-abbreviation', 'state or province'],
	['address-postal-code', 'postal code'],
];

export function addressOf(record: IDataObject): Address {
	const { text, isYes } = reader(record, 'emergencyAddress');
	const [street = '', city = '', state = '', postal = ''] = NEEDED.map(([name]) => text(name));
	const parts = [street, text('address-line-2'), city, `${state} ${postal}`.trim()];
	return {
		id: text('emergency-address-id'),
		name: text('address-name'),
		text: parts.filter(Boolean).join(', '),
		missing: NEEDED.filter(([name]) => text(name) === '').map(([, label]) => label),
		isDomainDefault: isYes('domain_default'),
	};
}

/** Number that is registered with the emergency provider. */
export const callbackOf = (record: IDataObject): string => {
	const { text } = reader(record, 'emergencyEndpoint');
	// Some servers have the callback number where the address should be (facts: E911 address).
	return text('address-callback-number') || text('emergency-address-id');
};

export interface Place {
	/** Of a site; '' for the domain. */
	site: string;
	callerId: string;
	emergencyCallerId: string;
	addressId: string;
	description: string;
}

/** A domain or a site, from which users inherit. */
export function placeOf(record: IDataObject, kind: 'domain' | 'user'): Place {
	const { text, number } = reader(record, kind);
	return {
		site: kind === 'user' ? text('site') || text('user') : '',
		callerId: number('caller-id-number'),
		emergencyCallerId: number('caller-id-number-emergency'),
		addressId: text('emergency-address-id'),
		description: text('description'),
	};
}
