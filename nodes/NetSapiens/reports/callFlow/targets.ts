import type { StepKind } from './flow';

/** What a destination is, before anyone looks whether it exists. */
export interface Target {
	kind: 'extension' | Extract<StepKind, 'devices' | 'voicemail' | 'outside' | 'hangUp' | 'other'>;
	/** Extension or number; for others what people are shown. */
	id: string;
	/** Seconds that it begins to ring later, or that it has to be accepted by a key. */
	condition: string;
}

/** Words in front of an extension in answer rules (facts: answer rule). */
const PREFIX = /^(user|queue|aa|confirm|vmail|park|conf)_(.+)$/i;

const to = (kind: Target['kind'], id: string, condition = ''): Target => ({ kind, id, condition });

/** A destination of an answer rule, such as `101;delay=15`, `vmail_101` or `<OwnDevices>`. */
export function targetOfRule(text: string): Target {
	const [address = '', ...settings] = text.split(';');
	const seconds = settings.map((one) => /^delay=(\d+)$/i.exec(one)?.[1]).find(Boolean);
	const late = seconds ? `after ${seconds} s` : '';
	if (/^<OwnDevices>$/i.test(address)) return to('devices', '', late);
	const name = address.replace(/^sips?:/i, '').split('@')[0] as string;
	const [, prefix = '', rest = ''] = PREFIX.exec(name) ?? [];
	switch (prefix.toLowerCase()) {
		case 'vmail':
			return to('voicemail', rest, late);
		case 'park':
			return to('other', `Call park ${rest}`, late);
		case 'confirm':
			return to('extension', rest, [late, 'accepted by a key'].filter(Boolean).join(', '));
		case '':
			return /^(prompt|announce)_/i.test(name)
				? to('other', name, late)
				: to('extension', name, late);
		default:
			return to('extension', rest, late);
	}
}

/** Where a phone number or the key of a menu leads. */
export function targetOfApplication(application: string, user: string, host = ''): Target {
	const goes = (name: string) => application.startsWith(name);
	if (application === 'hangup') return to('hangUp', 'Hang up');
	if (host === 'conference-bridge') return to('other', `Conference ${user}`);
	if (goes('to-voicemail')) return to('voicemail', user);
	if (goes('to-connection'))
		return to('outside', user === '' ? 'The number that was dialed' : user);
	if (goes('to-single-device')) return to('other', `Device ${user}`);
	if (application === 'spam-screening') return to('extension', user, 'after spam screening');
	if (goes('to-user') || goes('to-callqueue')) return to('extension', user);
	return to('other', [application, user].filter(Boolean).join(' '));
}
