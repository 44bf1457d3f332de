import { allSchemas, bodySchema, sentSchemas, withNested, type Draft } from '../draft';
import type { Schema } from '../types';
import { eachOperation, same, text, wirePath, type Correction } from './correction';

const inTurn = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const periods = inTurn(2).flatMap((period) => [`begin-time-${period}`, `end-time-${period}`]);

const written = (format: string): Schema => ({ ...text, format });
const orWord = (schema: Schema, word: string): Schema => ({
	anyOf: [schema, { ...text, enum: [word] }],
	default: word,
});

/** Fields that hold dates and times although the documents call them text, by format. */
const times: Record<string, string[]> = {
	'compact-date': [
		'timeframe-expiry-datetime',
		'timeframe-holiday-begin-date',
		'timeframe-recurrence-begin-date',
		'timeframe-recurrence-end-date',
		'timeframe-specific-dates-begin-date',
		'timeframe-specific-dates-end-date',
	],
	'compact-time': [
		'timeframe-specific-dates-begin-time',
		'timeframe-specific-dates-end-time',
		...periods.map((period) => `timeframe-holiday-${period}`),
		...weekdays.flatMap((day) => periods.map((period) => `timeframe-weekly-${day}-${period}`)),
	],
	'date-time': [
		'connection-sip-registration-expires-datetime',
		'created-datetime',
		'device-provisioning-last-retrieved-datetime',
		'time_open',
		'time_close',
	],
};

/** Query parameters that hold dates and times although the documents call them text. */
const queryTimes: { name: string; paths: RegExp; schema: Schema }[] = [
	{ name: 'last_update', paths: /\/presence\/list$/, schema: written('sql-date-time') },
	{ name: 'start_time', paths: /^\/sipflow$/, schema: written('sql-date-time') },
	{ name: 'end_time', paths: /^\/sipflow$/, schema: written('sql-date-time') },
	{ name: 'from', paths: /\/conferences\/\{conference\}\/cdr$/, schema: written('sql-date-time') },
	{ name: 'to', paths: /\/conferences\/\{conference\}\/cdr$/, schema: written('sql-date-time') },
	{ name: 'date', paths: /\/transcriptions$/, schema: written('compact-month') },
	{ name: 'start', paths: /^\/insight\//, schema: { type: 'integer', format: 'unix-time' } },
	{ name: 'end', paths: /^\/insight\//, schema: { type: 'integer', format: 'unix-time' } },
];

/** Dates and times of a range, and the word that leaves it open. */
const openEnds: Record<string, Schema> = {
	'start-date': orWord(written('date'), 'now'),
	'end-date': orWord(written('date'), 'never'),
	'dial-rule-matching-start-date': orWord(written('date'), '*'),
	'dial-rule-matching-end-date': orWord(written('date'), '*'),
	'dial-rule-matching-start-time': orWord(written('clock-time'), '*'),
	'dial-rule-matching-end-time': orWord(written('clock-time'), '*'),
};

const choice = (...values: (string | number)[]): Schema => ({
	type: typeof values[0] === 'number' ? 'integer' : 'string',
	enum: values,
});
const yesNo = choice('yes', 'no');
const oneZero = choice(1, 0);
const lines = inTurn(8);

/** Switches that the documents call text or a number, by what they take. */
const switches: { names: string[]; schema: Schema }[] = [
	{
		names: [
			...lines.map((line) => `device-provisioning-line-${line}-enabled`),
			...lines.map((line) => `device-provisioning-sip-uri-${line}-shared-line-enabled`),
			...lines.map((line) => `line${line}_share`),
			'device-models-resync-support-enabled',
			'device-models-shared-line-support-enabled',
			'device-models-sidecar-support-enabled',
			'device-provisioning-directory-support',
			'meeting-lock-allowed',
			'auto_record',
		],
		schema: yesNo,
	},
	{
		names: [
			'device-models-fxs-support-enabled',
			'meeting-allow-changes-from-hosts-enabled',
			'meeting-chat-enabled',
			'meeting-chat-history-enabled',
			'meeting-hide-attendee-list-enabled',
			'meeting-join-require-invite-enabled',
			'meeting-join-require-passcode-enabled',
			'meeting-lock-enabled',
			'meeting-question-answer-enabled',
			'meeting-recording-enabled',
			'meeting-require-host-to-begin-enabled',
			'meeting-room-enabled',
			'phoneconfiguration-button-locked',
		],
		schema: oneZero,
	},
	{ names: ['dynamic'], schema: choice('true', 'false') },
];

const querySwitches: Record<string, Schema> = {
	include_participants: yesNo,
	'show-file-details': yesNo,
	remove_zeros: choice('true', 'false'),
};

/** Gives fields that are plain text or a plain number their schema. @returns in how many places */
function retype(draft: Draft, schemas: Record<string, Schema>): number {
	return sentSchemas(draft).flatMap(({ properties = {} }) =>
		Object.entries(schemas).filter(([name, { default: preset, ...schema }]) => {
			const given = properties[name];
			const isSettled =
				!given || given.$ref || given.enum || given.anyOf || given.const !== undefined;
			if (isSettled) return false;
			const nullable = [given.type].flat().includes('null');
			const kept = given.default ?? preset;
			const wanted: Schema = {
				...schema,
				...(nullable && { type: [schema.type as string, 'null'] }),
				...(nullable && schema.enum && { enum: [...schema.enum, null] }),
				...(kept !== undefined && { default: kept }),
				...(given.readOnly === true && { readOnly: true }),
			};
			if (same(given, wanted)) return false;
			properties[name] = structuredClone(wanted);
			return true;
		}),
	).length;
}

const byName = (groups: { names: string[]; schema: Schema }[]): Record<string, Schema> =>
	Object.fromEntries(groups.flatMap(({ names, schema }) => names.map((name) => [name, schema])));

/** The value that documents give where they mean the format of a time. */
const formatText = 'YYYY-MM-DDTHH:MM:SS.ssZ';

/** How values are written, where the documents say so only in words or by example. */
export const formatCorrections: Correction[] = [
	{
		id: 'clock-times',
		reason:
			'What the documents call `time` is hours and minutes, as its defaults are; the format of that name has seconds and a zone.',
		mend: (draft) =>
			allSchemas(draft).filter((schema) => {
				if (schema.format !== 'time') return false;
				schema.format = 'clock-time';
				return true;
			}).length,
	},
	{
		id: 'star-is-no-host',
		reason:
			'The star stands for any server, so a field that is preset to it takes more than names of hosts.',
		mend: (draft) =>
			allSchemas(draft).filter((schema) => {
				if (schema.format !== 'hostname' || schema.default !== '*') return false;
				delete schema.format;
				return true;
			}).length,
	},
	{
		id: 'format-is-no-value',
		reason:
			'Some times are declared as having one value, which is the format they are written in: ISO with milliseconds.',
		mend: (draft) =>
			allSchemas(draft).filter((schema) => {
				if (schema.enum?.length !== 1 || schema.enum[0] !== formatText) return false;
				delete schema.enum;
				schema.format = 'iso-date-time';
				return true;
			}).length,
	},
	{
		id: 'meeting-times',
		reason: 'Times of meetings are written as ISO with milliseconds, as their examples are.',
		mend: eachOperation(({ key, operation }) => {
			const schema = bodySchema(operation);
			if (!/\/meetings(\/|$)/.test(wirePath(key)) || !schema) return false;
			const found = withNested(schema).filter(({ format }) => format === 'date-time');
			for (const one of found) one.format = 'iso-date-time';
			return found.length > 0;
		}),
	},
	{
		id: 'times-in-text',
		reason:
			'The documents call these dates and times text and tell how they are written only in words.',
		mend: (draft) =>
			retype(
				draft,
				byName(
					Object.entries(times).map(([format, names]) => ({ names, schema: written(format) })),
				),
			),
	},
	{
		id: 'open-ended-ranges',
		reason: 'A range can be left open by a word in place of a date or time, which is the default.',
		mend: (draft) => retype(draft, openEnds),
	},
	{
		id: 'query-times',
		reason: 'These parameters are dates and times, which the documents tell only in words.',
		mend: eachOperation(({ key, operation }) => {
			const mended = queryTimes.filter(({ name, paths, schema }) => {
				const found = operation.parameters.find((one) => one.in === 'query' && one.name === name);
				if (!found || !paths.test(wirePath(key)) || same(found.schema, schema)) return false;
				found.schema = structuredClone(schema);
				return true;
			});
			return mended.length > 0;
		}),
	},
	{
		id: 'switches',
		reason:
			'These fields are on or off; the documents call them text or a number and tell their two values only in words or by example.',
		mend: (draft) => retype(draft, byName(switches)),
	},
	{
		id: 'shared-switches',
		reason: 'The shared schemas of switches that are sent as 1 and 0 allow any whole number.',
		mend: (draft) =>
			['OneZeroDefaultOne', 'OneZeroDefaultZero'].filter((name) => {
				const schema = draft.schemas[name];
				if (!schema || schema.enum) return false;
				schema.enum = [...oneZero.enum!];
				return true;
			}).length,
	},
	{
		id: 'query-switches',
		reason:
			'These parameters are on or off; the documents call them text and give one value as an example.',
		mend: eachOperation(({ operation }) => {
			const found = operation.parameters.filter(
				({ in: place, name, schema }) =>
					place === 'query' && querySwitches[name] !== undefined && same(schema, text),
			);
			for (const one of found) one.schema = structuredClone(querySwitches[one.name]!);
			return found.length > 0;
		}),
	},
	{
		id: 'defaults-are-values',
		reason:
			'Some fields show two quotation marks or the format of a value as their default; neither is what the API presets.',
		mend: (draft) =>
			allSchemas(draft).filter((schema) => {
				if (schema.default !== "''" && schema.default !== 'user@domain') return false;
				delete schema.default;
				return true;
			}).length,
	},
	{
		id: 'certificate-renewal',
		reason:
			'The only value that an update of a certificate takes for its end is 0, which renews it.',
		mend: eachOperation(({ method, key, operation }) => {
			const field = bodySchema(operation)?.properties?.['expiration-datetime'];
			if (method !== 'put' || wirePath(key) !== '/certificates/{name}' || !field) return false;
			if (field.enum) return false;
			delete field.format;
			field.enum = ['0'];
			return true;
		}),
	},
];
