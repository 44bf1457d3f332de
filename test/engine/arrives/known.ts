const faults: Record<string, string[]> = {
	'asks for pages where the API has none': [
		'configuration get',
		'holiday getAll',
		'holiday getAllForRegion',
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
	],
	'the status of a meeting is one of a list': ['meeting create', 'meeting update'],
};

/** Operations with a known fault, and which. One that passes is to be taken off the list. */
export const known: Record<string, string> = Object.fromEntries(
	Object.entries(faults).flatMap(([reason, titles]) => titles.map((title) => [title, reason])),
);
