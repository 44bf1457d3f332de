import {
	allSchemas,
	bodySchema,
	ownBody,
	resolve,
	type Draft,
	type DraftOperation,
} from '../draft';
import type { Operation, Parameter, Schema } from '../types';
import { eachOperation, same, text, wirePath, yesNo, type Correction } from './correction';

type Constants = Record<string, string>;

const users = '/domains/{domain}/users/{user}';
const messages = `POST ${users}/messagesessions/{messagesession}/messages`;

/** The value that makes a variant of an endpoint this variant. */
const variantBodies: Record<string, Constants> = {
	[messages]: { type: 'chat' },
	[`${messages}#1`]: { type: 'chat' },
	[`${messages}#2`]: { type: 'chat-media' },
	[`${messages}#3`]: { type: 'sms' },
	[`${messages}#4`]: { type: 'sms' },
	[`${messages}#5`]: { type: 'mms' },
	'PUT /domains/{domain}/phonenumbers#3': { 'dial-rule-application': 'available-number' },
	...Object.fromEntries(
		['/domains/{domain}', users].flatMap((owner) =>
			['always', 'specific-dates', 'days-of-week', 'holiday', 'custom'].map((type, variant) => [
				`POST ${owner}/timeframes${variant === 0 ? '' : `#${variant}`}`,
				{ 'timeframe-type': type },
			]),
		),
	),
};

const variantQueries: Record<string, Constants> = {
	'GET /sipflow': { type: 'call_trace' },
	'GET /sipflow#1': { type: 'cradle_to_grave' },
	'GET /sipflow#2': { type: 'csv' },
};

/** Fixes one body field to one value, which then has to be sent. */
function fixField(operation: Operation, draft: Draft, name: string, value: string): boolean {
	const wanted: Schema = { type: 'string', const: value };
	const given = resolve(bodySchema(operation), draft);
	if (!given?.properties?.[name]) return false;
	if (same(given.properties[name], wanted) && given.required?.includes(name)) return false;
	const body = ownBody(operation, draft)!;
	body.properties![name] = wanted;
	body.required = [...new Set([...(body.required ?? []), name])];
	return true;
}

function fixQuery(operation: Operation, name: string, value: string): boolean {
	const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
	const wanted: Schema = { type: 'string', const: value };
	if (!parameter || same(parameter.schema, wanted)) return false;
	parameter.schema = wanted;
	return true;
}

/** Whether an entry of timeframes changes only the ranges it names; both spellings are in use. */
const updateOnly = ['update-only', 'update_only'];

function fixVariant({ method, key, operation }: DraftOperation, draft: Draft): boolean {
	const id = `${method.toUpperCase()} ${key}`;
	const results = [
		...Object.entries(variantBodies[id] ?? {}).map(([name, value]) =>
			fixField(operation, draft, name, value),
		),
		...updateOnly.map((name) => fixField(operation, draft, name, 'yes')),
		...Object.entries(variantQueries[id] ?? {}).map(([name, value]) =>
			fixQuery(operation, name, value),
		),
	];
	return results.includes(true);
}

const choice = (...values: string[]): Schema => ({ ...text, enum: values });

const callTypes = choice(
	'Inbound',
	'Outbound',
	'On-net',
	'Off-net',
	'Missed',
	'Received',
	...['0', '1', '2', '3'],
);

/** Parameters whose values the documents name only in words. */
const parameterChoices: { name: string; paths: RegExp; schema: Schema }[] = [
	{ name: 'folder', paths: /\/voicemails\//, schema: choice('new', 'save', 'trash') },
	{ name: 'type', paths: /\/cdrs(\/count)?$/, schema: callTypes },
	{ name: 'includeDomain', paths: /\/contacts$/, schema: { ...yesNo, default: 'no' } },
	{ name: 'show_all_personal', paths: /\/addresses$/, schema: yesNo },
	{ name: 'show_only_personal', paths: /\/addresses$/, schema: { ...yesNo, default: 'no' } },
	{ name: 'download', paths: /^\/sipflow$/, schema: yesNo },
];

/** Fields whose values the documents name only in words or by example. */
const fieldChoices: Record<string, string[]> = {
	'connection-audio-relay-enabled': ['yes', 'optional', 'no'],
	'connection-check-orig-matching-sip-header': ['from', 'to', 'request', 'contact'],
	'connection-relay-comfort-noise-enabled': ['system-default', 'yes', 'no'],
	'connection-remote-ringback-handling': ['allowed', 'no-ringback', 'local-only'],
	'connection-require-encrypted-audio-enabled': ['no', 'optional', 'yes'],
	'connection-sip-get-new-dialog-destination-from': ['default-ip', 'contact-header', 'via-header'],
	'connection-sip-get-response-destination-from': ['default-ip', 'contact-header', 'via-header'],
	'connection-sip-session-timer-enabled': ['system-default', 'no'],
	'connection-sip-transport-protocol': ['UDP', 'TCP', 'TLS'],
	encoding: ['audio/wav', 'audio/mp3'],
};

function setParameterChoices(parameters: Parameter[], key: string): boolean {
	const changes = parameterChoices.filter(({ name, paths, schema }) => {
		const found = parameters.find((one) => one.name === name);
		if (!found || !paths.test(wirePath(key)) || same(found.schema, schema)) return false;
		found.schema = structuredClone(schema);
		return true;
	});
	return changes.length > 0;
}

/** The application whose name is spelled in two ways, and its other name. */
const twoSpellings = {
	documented: 'to-connection-add-header-force-caller-id',
	other: 'to-connection-add-header-force-cdr-by-fields',
};

const callerIds = ['caller-id-number', 'caller-id-number-emergency'];

/** Which values a parameter or field takes, where the documents do not say so in their schemas. */
export const choiceCorrections: Correction[] = [
	{
		id: 'variant-values',
		reason:
			'What makes a variant of an endpoint this variant is one fixed value, which the documents tell only by example.',
		mend: eachOperation(fixVariant),
	},
	{
		id: 'parameter-values',
		reason: 'The values of these parameters stand in the documents only in words.',
		mend: eachOperation(({ key, operation }) => setParameterChoices(operation.parameters, key)),
	},
	{
		id: 'field-values',
		reason: 'The values of these fields stand in the documents only in words or as examples.',
		mend: (draft) =>
			allSchemas(draft).flatMap(({ properties = {} }) =>
				Object.entries(fieldChoices).filter(([name, values]) => {
					const field = properties[name];
					if (field?.type !== 'string' || field.enum) return false;
					field.enum = [...values];
					return true;
				}),
			).length,
	},
	{
		id: 'application-spelled-in-two-ways',
		reason:
			'The table of applications spells one of them otherwise than the documents do; the meaning that it gives is that of its own spelling.',
		mend: (draft) =>
			allSchemas(draft).filter(({ enum: values }) => {
				const { documented, other } = twoSpellings;
				if (!values?.includes(documented) || values.includes(other)) return false;
				values.push(other);
				return true;
			}).length,
	},
	{
		id: 'caller-id-text',
		reason: 'A caller id is text: as a number it would lose a leading + or 0.',
		mend: eachOperation(({ operation }, draft) => {
			const given = resolve(bodySchema(operation), draft)?.properties ?? {};
			const untyped = callerIds.filter((name) => given[name] && same(given[name], {}));
			for (const name of untyped) ownBody(operation, draft)!.properties![name] = { ...text };
			return untyped.length > 0;
		}),
	},
	{
		id: 'one-call-id-suffices',
		reason: 'A transcription is found by any one of four call ids, so none of them is required.',
		mend: eachOperation(({ key, operation }) => {
			const callId = operation.parameters.find(
				({ name, required }) => name === 'callid' && required,
			);
			if (wirePath(key) !== '/domains/{domain}/transcriptions' || !callId) return false;
			callId.required = false;
			return true;
		}),
	},
];
