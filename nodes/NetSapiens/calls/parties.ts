import type { Leg } from './leg';

/** What stands at the called end of a leg. */
export type Party =
	/** A user's phone. */
	| 'person'
	/** A number outside: somebody, or a mailbox of their own. */
	| 'outside'
	| 'queue'
	| 'attendant'
	| 'voicemail'
	/** Any other application: announcement, parking, conference, media server. */
	| 'machine';

/** Applications by the name that stands in place of an address (facts: portal, captures). */
const VOICEMAIL = /^(sip:)?(vmail|voice-?mail)|@(to-)?vmail\b|^sip:vmail/i;
const QUEUE = /^(sip:)?call-?back-?queue|^(sip:)?call-?que|@call-queu/i;
const ATTENDANT = /^(sip:)?(auto-?attendant|prompt_|speechcommand)/i;
/** SIP addresses that lead to the server's own applications. */
const APPLICATION =
	/^sips?:(start|nms)@|adhoc\.monitor|conference-bridge|\.video\.bridge|nms.*sipbx/i;

/**
 * Who or what was rung. Whatever is no person's device is a machine: a closed list of machines
 * would fail with every new application.
 */
export function partyOf(leg: Leg): Party {
	const target = leg.target.trim();
	if (VOICEMAIL.test(target)) return 'voicemail';
	if (QUEUE.test(target)) return 'queue';
	if (ATTENDANT.test(target)) return 'attendant';
	if (APPLICATION.test(target)) return 'machine';
	if (/^sips?:/i.test(target)) return leg.called !== '' ? 'person' : 'outside';
	// Short records and some events name no target; the called user tells.
	if (target === '') return leg.called !== '' ? 'person' : 'outside';
	return 'machine';
}

/** The extension, queue or number a leg rang. */
export function calledName(leg: Leg): string {
	return leg.called || userPart(leg.target) || leg.dialed;
}

/** `101` of `sip:101@acme.example`, also inside of angle brackets; '' when it is no address. */
export function userPart(address: string): string {
	return /(?:^|<)(?:sips?:([^@;>]+)@|tel:([^;>]+))/i.exec(address)?.slice(1).find(Boolean) ?? '';
}
