/** Words with a spelling of their own, by their lower-case form. */
const spellings: Record<string, string> = Object.fromEntries(
	(
		'ACD ANI API AOR CDR CPS CSV DID DNIS DNS DTMF E911 FXS GSM GUI HTML HTTP HTTPS ID IDs IP IPs ' +
		'IVR JSON JWT KPI LDAP MAC MFA MMS MOH NDP NPA NXX OAuth PBX PIN PSTN RTP SIP SLA SMS SMTP SRTP ' +
		'SSL SSO TCP TLS TTL TTS UDP UI UID UIDs URI URIs URL URLs UTC UUID VoIP WAV XML iNSight'
	)
		.split(' ')
		.map((word) => [word.toLowerCase(), word]),
);

/** Abbreviations of the API that people should read in full. */
const expansions: Record<string, string> = {
	auth: 'authentication',
	callid: 'call ID',
	callids: 'call IDs',
	config: 'configuration',
	configs: 'configurations',
	datetime: 'time',
	dir: 'directory',
	info: 'information',
	max: 'maximum',
	min: 'minimum',
	msg: 'message',
	num: 'number',
	orig: 'originating',
	phonenumber: 'phone number',
	phonenumbers: 'phone numbers',
	callqueue: 'call queue',
	callqueues: 'call queues',
	timezone: 'time zone',
	term: 'terminating',
	vmail: 'voicemail',
};

/** Words that Title Case leaves small, except at either end. */
const small = new Set(
	'a an and as at because but by en for if in neither nor of on only or over per so some than that the to up upon via when with without yet'.split(
		' ',
	),
);

/** The words of an API name or slug: `callqueue-agent-id` or `voiceLanguage` → lower-case words. */
export function wordsOf(name: string): string[] {
	return name
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.split(/[^A-Za-z\d]+/)
		.filter((word) => word !== '')
		.flatMap((word) => (expansions[word.toLowerCase()] ?? word.toLowerCase()).split(' '));
}

/** Title Case with the table's spellings: `sip-uri-1` → `SIP URI 1`. */
export function titleCase(words: string[]): string {
	return words
		.map((word, index) => {
			const known = spellings[word.toLowerCase()];
			if (known) return known;
			if (small.has(word) && index > 0 && index < words.length - 1) return word;
			return word.charAt(0).toUpperCase() + word.slice(1);
		})
		.join(' ');
}

/** A stable slug: `transfer-peer` → `transferPeer`. */
export function camelCase(words: string[]): string {
	return words
		.map((word, index) =>
			index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
		)
		.join('');
}

/** The label that convention gives to an API name. */
export const labelOf = (name: string): string => titleCase(wordsOf(name));

/** A name as it stands inside a sentence: capitalized words small, abbreviations kept. */
export function inSentence(name: string): string {
	return name
		.split(' ')
		.map((word) => (/^[A-Z][a-z]+$/.test(word) ? word.toLowerCase() : word))
		.join(' ');
}

/** English plural, regular forms only; the words say the others. */
export function plural(noun: string): string {
	if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
	if (/(s|x|ch|sh)$/.test(noun)) return `${noun}es`;
	return `${noun}s`;
}
