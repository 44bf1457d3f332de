import type { Leg } from './leg';

/** What stands at the called end of a leg. */
export type Party =
	/** A user's phone. */
	| 'person'
	/** A number outside: somebody, or a mailbox of their own. */
	| 'outside'
	| 'queue'
	/** A place in a queue without a caller on the line, who is called back later. */
	| 'callback'
	| 'attendant'
	| 'voicemail'
	/** Any other application: announcement, parking, conference, media server. */
	| 'machine';

/**
 * Applications by what stands in place of an address (facts: portal, captures, providers' lists), and
 * the words of answer rules for them.
 */
const APPLICATIONS: Array<[Party, RegExp]> = [
	['voicemail', /^(sip:)?(vmail|voice-?mail)|@(to-)?vmail\b/i],
	['callback', /^(sip:)?call-?back-?queue/i],
	['queue', /^(sip:)?call-?que|^queue_|@call-queu/i],
	['attendant', /^(sip:)?(auto-?attendant|prompt_|speechcommand)|^aa_/i],
	// SIP addresses that lead to the server's own applications, not to a device.
	[
		'machine',
		/^(sips?:)?(start|nms)@|adhoc\.monitor|conference-bridge|\.video\.bridge|nms.*sipbx/i,
	],
];

/**
 * Who or what was rung. Whatever is no person's device is a machine: a closed list of machines would
 * fail with every new application.
 */
export function partyOf(leg: Leg): Party {
	const target = leg.target.trim();
	const application = APPLICATIONS.find(([, pattern]) => pattern.test(target));
	if (application) return application[0];
	// The media server is shown as one blank (facts: portal). Short records name no target at all.
	if (leg.target !== '' && !isAddress(target)) return 'machine';
	return leg.called !== '' && leg.calledType !== 'gateway' ? 'person' : 'outside';
}

function isAddress(target: string): boolean {
	return /^(sips?|tel):|<sips?:|^\S+@\S+$|^\+?\d+$/i.test(target);
}

/** Whether a phone rang, here or outside. */
export function isPhone(leg: Leg): boolean {
	const party = partyOf(leg);
	return party === 'person' || party === 'outside';
}

/** The extension, queue or number a leg rang. */
export function calledName(leg: Leg): string {
	return leg.called || userPart(leg.target) || leg.dialed;
}

/** `101` of `sip:101@acme.example`, also inside of angle brackets; '' when it is no address. */
export function userPart(address: string): string {
	return /(?:^|<)(?:sips?:([^@;>]+)@|tel:([^;>]+))/i.exec(address)?.slice(1).find(Boolean) ?? '';
}
