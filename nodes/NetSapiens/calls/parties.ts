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
const APPLICATIONS: Array<{ party: Party; pattern: RegExp }> = [
	{ party: 'voicemail', pattern: /^(sip:)?(vmail|voice-?mail)|@(to-)?vmail\b/i },
	{ party: 'callback', pattern: /^(sip:)?call-?back-?queue/i },
	{ party: 'queue', pattern: /^(sip:)?call-?que|^queue_|@call-queu/i },
	{ party: 'attendant', pattern: /^(sip:)?(auto-?attendant|prompt_|speechcommand)|^aa_/i },
	// SIP addresses that lead to the server's own applications, not to a device.
	{
		party: 'machine',
		pattern: /^(sips?:)?(start|nms)@|adhoc\.monitor|conference-bridge|\.video\.bridge|nms.*sipbx/i,
	},
];

/**
 * Who or what was rung. Whatever is no person's device is a machine: a closed list of machines would
 * fail with every new application.
 */
export function partyOf({ target, called, calledType }: Leg): Party {
	const application = applications.get(target) ?? applicationAt(target);
	if (application !== NONE) return application;
	return called !== '' && calledType !== 'gateway' ? 'person' : 'outside';
}

/** No application, but a device or a number. */
const NONE = '';

/** What is known of targets: the rules of calls ask for the few of a domain again and again. */
const applications = new Map<string, Party | typeof NONE>();

/** So many targets are remembered at most. */
const MOST_TARGETS = 1_000;

function applicationAt(target: string): Party | typeof NONE {
	if (applications.size >= MOST_TARGETS) applications.clear();
	const found = APPLICATIONS.find(({ pattern }) => pattern.test(target.trim()));
	// The media server is shown as one blank (facts: portal). Short records name no target at all.
	const isNone = target === '' || isAddress(target.trim());
	const application = found?.party ?? (isNone ? NONE : 'machine');
	applications.set(target, application);
	return application;
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
