import { dialects } from './dialect/data';

/** One uncertainty about real servers, which can be set either way. */
export interface Switch {
	/** Allowed values; absent means any number (see `number`). The first is the default. */
	values: readonly string[];
	/** True when any whole number is allowed besides `values`. */
	number?: boolean;
	/** What is uncertain. */
	about: string;
}

const list = <const T extends readonly string[]>(values: T, about: string) => ({ values, about });
const number = (initial: number, about: string, ...words: string[]) => ({
	values: [String(initial), ...words],
	number: true,
	about,
});

/** Every switch of the simulator. The default is what the best evidence says. */
export const switches = {
	'token-endpoint': list(
		['json-and-form', 'form-only'],
		'whether a sign-in at /tokens may be JSON; form-only does not see its fields',
	),
	'login-error-status': list(['401', '400', '403'], 'status of a wrong user or password'),
	'client-error-status': list(['400', '401', '403'], 'status of a wrong client id or secret'),
	'login-error-body': list(
		['oauth', 'code'],
		'body of a refused sign-in: {error, error_description} or {code, message}',
	),
	'login-empty': list(['no', 'yes'], 'a refused sign-in answers 200 without an access token'),
	'bearer-error-body': list(
		['oauth', 'code'],
		'body when a bearer is missing, malformed, unknown or expired',
	),
	'missing-bearer-status': list(['401', '403'], 'status of a request without a bearer'),
	'malformed-bearer-status': list(
		['400', '401'],
		'status of an Authorization header without Bearer',
	),
	'raw-key': list(['refuse', 'accept'], 'an API key sent without the word Bearer'),
	'revoked-key-status': list(['401', '403'], 'status of a revoked or unknown API key'),
	'blocked-ip-status': list(['403', '401'], 'status when a key is used from a foreign address'),
	'scope-error': list(
		['401', '403'],
		'status of a scope too low: Invalid Scope or Permission Denied',
	),
	'apikey-read': list(['list', 'record'], 'one API key is read as a list of one or as a record'),
	'refresh-rotation': list(
		['yes', 'no', 'omit'],
		'a refresh gives a new refresh token, the same one, or none',
	),
	'mfa-scope': list(['mfa_required', 'MFA'], 'scope of a token that still needs the passcode'),
	'jwt-cookie': list(['no', 'yes'], 'a JWT reply also sets a cookie'),
	'scope-spelling': list(
		['words', 'dashes', 'joined'],
		'scope in tokens: Super User, super-user, superuser',
	),
	'record-names': list(Object.keys(dialects), 'names of the values of records, by dialect'),
	digits: list(['text', 'integers'], 'whether texts that are all digits come as numbers'),
	'long-digits': list(['text', 'integers'], 'the same for more digits than a number can hold'),
	'yes-no': list(
		['words', 'booleans', 'empty'],
		'yes and no as words, true and false where the name asks (is-…), or empty where never set',
	),
	unset: list(
		['documented', 'empty', 'null', 'star'],
		'a value that is not set: empty text, null, or [*] where values are translated',
	),
	'clear-text': list(['both', 'empty', 'null', 'none'], 'which of "" and null empties a text'),
	'clear-number': list(['both', 'empty', 'null', 'none'], 'which of "" and null empties a number'),
	'clear-list': list(['both', 'empty', 'null', 'none'], 'which of [] and null empties a list'),
	detail: list(['record', 'list'], 'one record of a domain is read alone or as a list of one'),
	'one-row': list(['list', 'record'], 'a list of one record is a list or the bare record'),
	'empty-list': list(
		['200', '404', '204', 'null', 'nothing'],
		'answer of a list without entries: [], 404, 204, null, no body',
	),
	'dna-read-method': list(
		['both', 'post', 'get'],
		'how the DNA API is asked for a status and for numbers; the other method gets a 405',
	),
	'dna-refusal-status': list(
		['200', '422'],
		'status of a request that the DNA API refuses; its result says ERROR',
	),
	'list-max': number(1000, 'largest limit that is honoured; 0 = no maximum'),
	'list-over-max': list(['cap', 'reject'], 'a limit above the maximum is cut or answered with 400'),
	'start-base': list(['0', '1'], 'whether start counts from 0 or from 1'),
	'ignores-limit': list(
		['none', 'all', 'devices', 'phones', 'contacts'],
		'lists that return everything',
	),
	'ignores-start': list(
		['none', 'all', 'devices', 'phones', 'contacts'],
		'lists that repeat the first page',
	),
	'undocumented-routes': list(
		['yes', 'no'],
		'/count and /list after any collection, GET of one CDR',
	),
	'cdr-order': list(['newest', 'oldest'], 'which call record comes first'),
	'cdr-short-shape': list(['yes', 'no'], 'a CDR limit above 100 gives the short record'),
	'cdr-user-shape': list(['hyphens', 'short'], 'field names of the CDR list of one user'),
	'cdr-numbers': list(['mixed', 'text'], 'extensions in CDRs as integers or as text'),
	'cdr-dates': list(
		['as-asked', 'bracketed'],
		'dates of CDRs as the query writes them, or on the local clock with a Z and the zone in brackets',
	),
	'cdr-unanswered': list(
		['zero-date', 'null', 'empty', '0'],
		'when a call was answered that nobody answered',
	),
	'cdr-lapses': list(
		['no', 'yes'],
		'CDRs of phones that did not register again, which are no calls',
	),
	'cdr-delay': number(0, 'milliseconds between hang-up and the CDR appearing'),
	'recording-delay': number(0, 'milliseconds between hang-up and its recording appearing'),
	'recording-id': list(['any', 'term'], 'which call ids of a call find its recording'),
	'recording-records': list(
		['one', 'first-not-ready'],
		'a call has one recording, or one before it that is never converted',
	),
	'transcription-delay': number(0, 'milliseconds between hang-up and its transcription appearing'),
	'write-delay': number(0, 'milliseconds until a write that answered 202 can be read'),
	'error-in-success': list(
		['no', 'yes'],
		'documented errors inside a 2xx: reorder, templates, definitions',
	),
	'media-delete': list(['404', '202'], 'status of a media delete that worked'),
	'multipart-put': list(['refuse', 'accept'], 'PUT with multipart answers Missing action'),
	'message-send': list(['202', '200'], 'sending a message answers 202 or 200 with the message'),
	'number-filter-add': list(['store', 'drop'], 'whether a number filter answered with 202 is kept'),
	'device-put-query': list(['ignore', '404'], 'unknown query parameters on a device update'),
	'device-detail': list(['yes', 'no'], 'the route of one device exists'),
	'media-url-life': number(3600, 'seconds a signed media URL lives'),
	'media-url-auth': list(['none', 'bearer'], 'whether a signed media URL needs the bearer too'),
	'voicemail-names': list(['mixed', 'old'], 'field names of a voicemail record'),
	'voicemail-moved': list(
		['no', 'save', 'trash'],
		'folder to which the notice by mail has moved a voicemail',
	),
	'subscription-geo-default': list(['no', 'yes'], 'subscription-geo-support when left out'),
	'subscription-dates': list(['iso', 'plain'], 'how dates of a subscription are written'),
	'subscription-reseller-star': list(
		['403', '400', 'allow'],
		'reseller subscribes to every domain',
	),
	'subscription-siblings': list(
		['kept', 'disturbed'],
		'a new subscription removes another one for the same domain and model',
	),
	'subscription-create': list(['200', '404-then-409'], 'a create that works but answers 404'),
	'subscription-put-model': list(['optional', 'required'], 'whether an update must name the model'),
	'subscription-purge': number(60, 'seconds an expired subscription stays listed'),
	'event-names': list(['underscore', 'hyphen'], 'field names in events'),
	'event-models': list(
		['documented', 'v1'],
		'whether call_recording, a model of API v1, can be subscribed to',
	),
	'removal-time': list(
		['now', 'last-change'],
		'ts of the post that removes a call: when it ended, or when it last changed before',
	),
	'origid-fields': list(['full', 'short'], 'posts of call_origid have all fields or a few'),
	'fork-ids': list(['shared', 'own'], 'phones that ring for one call share its id or not'),
	'message-receipts': list(
		['no', 'yes'],
		'a delivery receipt comes as the same message again, with a status',
	),
	'geo-off': list(['once', 'twice'], 'without geo support every event comes once or twice'),
	'event-batch': number(50, 'most events in one post'),
	'event-retry': list(['never', 'next-poll'], 'whether a failed post is sent again'),
	'event-timeout': number(10000, 'milliseconds the sender waits for an answer'),
	'correlation-id': list(['subscription', 'random', 'none'], 'value of X-Correlation-ID'),
	'event-user-agent': list(['netsapiens', 'none'], 'User-Agent of the sender'),
	'voicemail-event-delay': number(0, 'milliseconds a voicemail event is held back'),
	'version-word': list(['yes', 'no'], 'apiversion begins with the word Version'),
	'escape-slashes': list(['yes', 'no'], 'JSON with \\/ instead of /'),
	'recording-codec': list(['pcm', 'gsm'], 'coding of recordings'),
} satisfies Record<string, Switch>;

export type SwitchName = keyof typeof switches;

/** @throws Error with a sentence for people when name or value is not known */
export function checkSwitch(name: string, value: string): asserts name is SwitchName {
	if (!Object.hasOwn(switches, name)) {
		throw new Error(`There is no switch "${name}". --list-switches shows all of them.`);
	}
	const known: Switch = switches[name as SwitchName];
	if (known.values.includes(value) || (known.number && /^\d{1,12}$/.test(value))) return;
	const choice = known.number ? 'a whole number' : known.values.join(', ');
	throw new Error(`Switch "${name}" takes ${choice}, not "${value}".`);
}

/** The position of every switch of one simulator. */
export class Switches {
	private readonly positions = new Map<SwitchName, string>();
	/** Counts changes, so that what depends on a switch knows when it is stale. */
	revision = 0;

	constructor(settings: Record<string, string> = {}) {
		for (const [name, value] of Object.entries(settings)) this.set(name, value);
	}

	get(name: SwitchName): string {
		return this.positions.get(name) ?? switches[name].values[0];
	}

	is(name: SwitchName, value: string): boolean {
		return this.get(name) === value;
	}

	number(name: SwitchName): number {
		return Number(this.get(name));
	}

	/** @throws Error with a sentence for people when name or value is not known */
	set(name: string, value: string): void {
		checkSwitch(name, value);
		this.positions.set(name, value);
		this.revision++;
	}

	/** Puts every switch where it is in another set. */
	take(others: Switches): void {
		for (const [name, value] of Object.entries(others.all())) this.set(name, value);
	}

	/** Name and position of every switch. */
	all(): Record<string, string> {
		return Object.fromEntries(
			(Object.keys(switches) as SwitchName[]).map((name) => [name, this.get(name)]),
		);
	}
}
