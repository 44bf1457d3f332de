import {
	allSchemas,
	bodySchema,
	ownBody,
	resolve,
	sentSchemas,
	type Draft,
	type DraftOperation,
} from '../draft';
import type { Operation, Schema } from '../types';
import {
	eachListed,
	eachOperation,
	listOf,
	same,
	setBody,
	text,
	wirePath,
	yesNo,
	type Correction,
} from './correction';
import { conference, conferenceUpdate, grants, participant, participantUpdate } from './bodyShapes';

/** What creating or deleting really needs where the document lists the whole record. */
const needed: Record<string, string[]> = {
	'POST /phones': ['device-provisioning-mac-address', 'device-models-brand-and-model', 'domain'],
	'POST /domains/{domain}/phones': [
		'device-provisioning-mac-address',
		'device-models-brand-and-model',
	],
	'DELETE /phones': ['device-provisioning-mac-address'],
	'DELETE /domains/{domain}/phones': ['device-provisioning-mac-address'],
	'POST /domains/{domain}/contacts': [],
	'POST /domains/{domain}/users/{user}/contacts': [],
	'POST /domains/{domain}/users/{user}/meetings': ['meeting-schedule-start-datetime', 'timezone'],
};

/** What an entry of a timeframe cannot do without, by the name of its shared schema. */
const timeframeEntries: Record<string, string[]> = {
	TimeframeSpecificDate: [
		'timeframe-specific-dates-begin-date',
		'timeframe-specific-dates-begin-time',
		'timeframe-specific-dates-end-date',
		'timeframe-specific-dates-end-time',
	],
	// The begin date counts only where the weekdays repeat by a rule of their own.
	TimeframeDOW: [],
	TimeframeHoliday: [
		'timeframe-holiday-uuid',
		'timeframe-holiday-name',
		'timeframe-holiday-begin-date',
		'country-abbreviation',
	],
};

/** Fields an update cannot do without: they are the act itself, or name the record in the body. */
const decisive = new Set([
	'File',
	'base64_file',
	'filetype',
	'script',
	'config-name',
	'config-value',
	'device-provisioning-mac-address',
	'type',
	'timeframe-type',
	'participants',
	'session-name',
]);

/** Updates whose record is named in the body: their required fields stay. */
const namedInBody = ['/restore', '/routecon', '/routes', '/domains/{domain}/phonenumbers'];

function setRequired(schema: Schema, required: string[]): boolean {
	if (same(schema.required ?? [], required)) return false;
	if (required.length > 0) schema.required = required;
	else delete schema.required;
	return true;
}

/** Narrows what a body requires; a shared body becomes the operation's own only if something changes. */
function narrowRequired(
	operation: Operation,
	draft: Draft,
	keeps: (name: string, body: Schema) => boolean,
): boolean {
	const shared = resolve(bodySchema(operation), draft);
	const required = shared?.required ?? [];
	const kept = required.filter((name) => keeps(name, shared!));
	if (kept.length === required.length) return false;
	return setRequired(ownBody(operation, draft)!, kept);
}

/** Identifiers that the newest document has in the body although the path has them: they are sent twice. */
const pathValuesInBody: Record<string, string[]> = {
	'POST /domains/{domain}/phones': ['domain'],
	'PUT /domains/{domain}/phones': ['domain'],
	'POST /domains/{domain}/callqueues': ['domain'],
	'PUT /domains/{domain}/dialplans/{dialplan}/dialrules/{dialrule}': ['dialrule'],
	'PUT /domains/{domain}/dialpolicy/{policy}': ['domain'],
	'PUT /domains/{domain}/users/{user}/meetings/{meeting}': ['domain', 'user'],
};

function withoutPathValues({ method, key, operation }: DraftOperation, draft: Draft): boolean {
	const kept = pathValuesInBody[`${method.toUpperCase()} ${key}`] ?? [];
	const inPath = operation.parameters.filter(({ in: place }) => place === 'path');
	const given = resolve(bodySchema(operation), draft);
	const repeated = inPath.map(({ name }) => name).filter((name) => given?.properties?.[name]);
	const superfluous = repeated.filter((name) => !kept.includes(name));
	const needed = repeated.filter((name) => given?.required?.includes(name));
	if (superfluous.length + needed.length === 0) return false;
	const body = ownBody(operation, draft)!;
	for (const name of superfluous) delete body.properties![name];
	setRequired(
		body,
		(body.required ?? []).filter((name) => !repeated.includes(name)),
	);
	return true;
}

/** What only the server knows of an audio file. */
const factsOfAudio = ['file-duration-seconds', 'file-size-kilobytes', 'file-access-url'];

/**
 * What servers set by themselves, wherever it stands. The documents call most of it read-only at
 * other places, or leave it out where an older one lists what is sent.
 */
const setByServers = [
	'created-datetime',
	'last-modified-datetime',
	// Counted, as the number of available agents beside it, which is read-only.
	'callqueue-count-agents-total',
	// Facts of the phone model, and when the phone last asked.
	'device-models-count-buttons',
	'device-models-fxs-support-enabled',
	'device-models-resync-support-enabled',
	'device-models-shared-line-support-enabled',
	'device-models-sidecar-support-enabled',
	'device-provisioning-directory-support',
	'device-provisioning-last-retrieved-datetime',
	// The state of a meeting.
	'chat-session-id',
	'current_timestamp',
	'meeting-calendar-invite-id',
	'meeting-instance-actual-start-datetime',
	'meeting-ordinal-sequence',
	'meeting-previous-presenter-attendee-id',
];

/** @returns whether one of the fields was not read-only before */
function makeReadOnly({ properties = {} }: Schema, names: string[], draft: Draft): boolean {
	const open = names.filter((name) => properties[name] && !properties[name].readOnly);
	// Nothing may stand beside a reference.
	for (const name of open)
		properties[name] = { ...resolve(properties[name], draft), readOnly: true };
	return open.length > 0;
}

/** What is wrong with what operations send. */
export const bodyCorrections: Correction[] = [
	{
		id: 'facts-of-menu-audio',
		reason: 'Length, size and address of the audio of a menu are what the server says of its file.',
		mend: (draft) =>
			allSchemas(draft).filter(
				({ properties: { audio } = {} }) => audio && makeReadOnly(audio, factsOfAudio, draft),
			).length,
	},
	{
		id: 'set-by-servers',
		reason:
			'Some bodies list what servers set by themselves: times of changes, counts, facts of a phone model, the state of a meeting.',
		mend: (draft) =>
			sentSchemas(draft).filter((schema) => makeReadOnly(schema, setByServers, draft)).length,
	},
	{
		id: 'core-of-meeting',
		reason: 'A meeting runs on the core server where it was created; nobody else sets it.',
		mend: eachOperation(({ key, operation }, draft) => {
			const body = resolve(bodySchema(operation), draft);
			if (!/\/meetings(\/|$)/.test(wirePath(key)) || !body) return false;
			return makeReadOnly(body, ['core-server'], draft);
		}),
	},
	{
		id: 'grant-bodies',
		reason:
			'The newest document shows the MFA grant for every variant of the token endpoints; each variant gets the fields and the grant_type of its own grant.',
		mend: eachListed(grants, ({ operation }, schema) =>
			setBody(operation, structuredClone(schema)),
		),
	},
	{
		id: 'conference-bodies',
		reason:
			'The bodies of ad-hoc conferences are shown as a list of records or as an empty object; what is sent is one object with these fields.',
		mend: eachListed(
			{
				'POST /domains/{domain}/conferences': conference,
				'PUT /domains/{domain}/conferences/{conference}': conferenceUpdate,
				'POST /domains/{domain}/conferences/{conference}/participants': participant,
				'PUT /domains/{domain}/conferences/{conference}/participants/{participant}':
					participantUpdate,
			},
			({ operation }, schema) => setBody(operation, structuredClone(schema)),
		),
	},
	{
		id: 'configuration-target-fields',
		reason:
			'A configuration of the API is set for a reseller, domain, user, scope or server like any other; the documents leave these fields out.',
		mend: eachListed(
			{ 'POST /nsconfigs': 'POST /configurations', 'PUT /nsconfigs': 'PUT /configurations' },
			({ operation }, model, draft) => {
				const like = draft.operations.get(model);
				const schema = like && resolve(bodySchema(like.operation), draft);
				return schema !== undefined && setBody(operation, structuredClone(schema));
			},
		),
	},
	{
		id: 'configuration-target-of-deletion',
		reason:
			'A configuration of the API is told apart by the reseller, domain, user, scope and server it is for; where it is deleted the documents show these fields only in the example.',
		mend: eachListed(
			{ 'DELETE /nsconfigs': 'PUT /configurations' },
			({ operation }, model, draft) => {
				const like = draft.operations.get(model);
				const fields = like && resolve(bodySchema(like.operation), draft)?.properties;
				const body = ownBody(operation, draft);
				if (!fields || !body || body.properties?.['user-scope']) return false;
				const target = Object.entries(fields).filter(
					([name]) => !['description', 'config-value'].includes(name),
				);
				body.properties = { ...structuredClone(Object.fromEntries(target)), ...body.properties };
				return true;
			},
		),
	},
	{
		id: 'video-company-fields',
		reason: 'Updating the video company of a domain also takes its plans and add-ons.',
		mend: eachListed(
			{
				'PUT /domains/{domain}/video': {
					'default-plan': text,
					plans: listOf(text),
					'default-addons': listOf(text),
					'add-ons': listOf(text),
				},
			},
			({ operation }, fields, draft) => {
				const body = ownBody(operation, draft);
				if (!body || body.properties?.plans) return false;
				body.properties = { ...body.properties, ...structuredClone(fields) };
				return true;
			},
		),
	},
	{
		id: 'synchronous-optional',
		reason: 'Servers answer asynchronously when synchronous is left out; it is never required.',
		mend: (draft) =>
			allSchemas(draft).filter((schema) =>
				setRequired(
					schema,
					(schema.required ?? []).filter((name) => name !== 'synchronous'),
				),
			).length,
	},
	{
		id: 'upload-yes-no',
		reason:
			'The multipart uploads declare synchronous and convert as free text; they are yes or no as everywhere.',
		mend: eachOperation(({ operation }, draft) => {
			const fields = resolve(bodySchema(operation), draft)?.properties ?? {};
			const free = ['synchronous', 'convert'].filter(
				(name) => fields[name] && same(fields[name], text),
			);
			if (free.length === 0) return false;
			const own = ownBody(operation, draft)!.properties!;
			for (const name of free) own[name] = { ...yesNo, default: 'no' };
			return true;
		}),
	},
	{
		id: 'synchronous-spelling',
		reason: 'An older document misspells synchronous.',
		mend: (draft) => {
			const holders = allSchemas(draft).filter((schema) => schema.properties?.syncrhonous);
			for (const schema of holders) {
				const { syncrhonous, ...others } = schema.properties!;
				schema.properties = others.synchronous ? others : { synchronous: syncrhonous!, ...others };
				setRequired(
					schema,
					(schema.required ?? []).filter((name) => name !== 'syncrhonous'),
				);
			}
			return holders.length;
		},
	},
	{
		id: 'path-values-not-repeated',
		reason:
			'A body repeats values that the path has already, so it need not have them; a second value could only contradict the first.',
		mend: eachOperation(withoutPathValues),
	},
	{
		id: 'required-not-read-only',
		reason: 'A field that is read-only cannot be required of a request.',
		mend: eachOperation(({ operation }, draft) =>
			narrowRequired(
				operation,
				draft,
				(name, body) => resolve(body.properties?.[name], draft)?.readOnly !== true,
			),
		),
	},
	{
		id: 'required-whole-record',
		reason:
			'Phones, contacts and meetings list every field of the record as required; creating, naming or deleting one needs only these.',
		mend: eachListed(needed, ({ operation }, names, draft) =>
			narrowRequired(operation, draft, (name) => names.includes(name)),
		),
	},
	{
		id: 'timeframe-entry-required',
		reason:
			'Entries of timeframes list the fields of every kind of recurrence as required; an entry needs its dates or its holiday.',
		mend: (draft) =>
			Object.entries(timeframeEntries).filter(([name, fields]) => {
				const schema = draft.schemas[name];
				const kept = schema?.required?.filter((field) => fields.includes(field));
				return schema !== undefined && kept !== undefined && setRequired(schema, kept);
			}).length,
	},
	{
		id: 'timeframe-name-required',
		reason: 'A timeframe is referred to by its name, so creating one needs it.',
		mend: eachOperation(({ method, key, operation }, draft) => {
			const body = resolve(bodySchema(operation), draft);
			if (method !== 'post' || !wirePath(key).endsWith('/timeframes')) return false;
			if (!body?.properties?.['timeframe-name'] || body.required?.includes('timeframe-name'))
				return false;
			const own = ownBody(operation, draft)!;
			return setRequired(own, ['timeframe-name', ...(own.required ?? [])]);
		}),
	},
	{
		id: 'updates-send-changes',
		reason:
			'Updates are partial: what is left out keeps its value. The documents repeat what creating requires.',
		mend: eachOperation(({ method, key, operation }, draft) => {
			if (method !== 'put' || namedInBody.includes(wirePath(key))) return false;
			return narrowRequired(operation, draft, (name) => decisive.has(name));
		}),
	},
	{
		id: 'release-needs-no-destination',
		reason: 'Putting a phone number back into the inventory sends it to no user.',
		mend: eachListed(
			{ 'PUT /domains/{domain}/phonenumbers#3': ['phonenumber', 'dial-rule-application'] },
			({ operation }, needs, draft) =>
				narrowRequired(operation, draft, (name) => needs.includes(name)),
		),
	},
	{
		id: 'get-has-no-body',
		reason: 'A GET carries no body; the one declared is empty.',
		mend: eachOperation(({ method, operation }) => {
			if (method !== 'get' || !operation.requestBody) return false;
			delete operation.requestBody;
			return true;
		}),
	},
	{
		id: 'uploads-need-their-file',
		reason: 'An upload cannot do without the file it uploads, in either form.',
		mend: eachOperation(({ key, operation }, draft) => {
			const body = resolve(bodySchema(operation), draft);
			const file = ['File', 'base64_file'].find((name) => body?.properties?.[name]);
			const uploads = /#|\/msg/.test(key) && /\/(greetings|moh|msg)(\/|#|$)/.test(key);
			if (!uploads || !file || body!.required?.includes(file)) return false;
			const own = ownBody(operation, draft)!;
			return setRequired(own, [...(own.required ?? []), file]);
		}),
	},
	{
		id: 'property-name-space',
		reason:
			'Some property names end in a blank. Only "file-access-url " is known to be sent that way; the others are slips.',
		mend: (draft) => {
			const slip = (name: string) => name !== name.trim() && name !== 'file-access-url ';
			const right = (name: string) => (slip(name) ? name.trim() : name);
			const holders = allSchemas(draft).filter((one) =>
				Object.keys(one.properties ?? {}).some(slip),
			);
			for (const schema of holders) {
				schema.properties = Object.fromEntries(
					Object.entries(schema.properties!).map(([name, child]) => [right(name), child]),
				);
				setRequired(schema, (schema.required ?? []).map(right));
			}
			return holders.length;
		},
	},
];
