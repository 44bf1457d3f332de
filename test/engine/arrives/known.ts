const faults: Record<string, string[]> = {
	'asks for pages where the API has none': [
		'configuration get',
		'holiday getAll',
		'holiday getAllForRegion',
		'insight query',
		'recording get',
		'recording getForUser',
		'textToSpeech getVoices',
		'voicemail get',
	],
	'sends numbers of a list as texts': [
		'answerRule create',
		'answerRule update',
		'blockedNumber create',
		'blockedNumber createForUser',
		'blockedNumber delete',
		'blockedNumber deleteForUser',
		'voicemailReminder create',
		'voicemailReminder update',
	],
	'rows send what nobody set': [
		'phoneConfiguration create',
		'phoneConfiguration update',
		'phoneTemplate create',
		'phoneTemplate update',
		'sharedTimeframe create (always)',
		'sharedTimeframe updateEntries (time-ranges)',
		'userTimeframe create (always)',
		'userTimeframe updateEntries (time-ranges)',
	],
	'times of meetings are ISO with milliseconds, their status is one of a list': [
		'meeting create',
		'meeting createWithId',
		'meeting delete',
		'meeting update',
	],
};

/** Operations with a known fault, and which. One that passes is to be taken off the list. */
export const known: Record<string, string> = Object.fromEntries(
	Object.entries(faults).flatMap(([reason, titles]) => titles.map((title) => [title, reason])),
);
