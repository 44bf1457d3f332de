import {
	allSchemas,
	bodySchema,
	okSchema,
	resolve,
	type Draft,
	type DraftOperation,
} from './draft';
import type { Operation, Parameter, Schema, SourceOperation } from './types';

/** A mistake of the vendor's documents, and how it is mended. */
export interface Correction {
	id: string;
	/** Why the document is wrong, for the reader of spec/openapi.json. */
	reason: string;
	/** The right key of an operation that stands under a wrong one; also applied to scope rows. */
	key?(method: string, key: string): string | undefined;
	/** The same, where only the operation's content tells. */
	sourceKey?(source: SourceOperation): string | undefined;
	/** Mends the merged draft and tells in how many places. */
	mend?(draft: Draft): number;
	/** An operation the documents do not have, built from one they have; undefined when that is missing. */
	add?: { method: string; key: string; since: string; build(draft: Draft): Operation | undefined };
}

const text: Schema = { type: 'string' };
const inPath = (name: string): Parameter => ({
	name,
	in: 'path',
	required: true,
	schema: { ...text },
});

/** Renames one key for one method. */
const rename = (method: string, from: string, to: string) => (itsMethod: string, key: string) =>
	itsMethod === method && key === from ? to : undefined;

/** Runs a mend over every operation and counts where it changed something. */
const eachOperation = (mend: (one: DraftOperation, draft: Draft) => boolean) => (draft: Draft) =>
	[...draft.operations.values()].filter((one) => mend(one, draft)).length;

const wirePath = (key: string) => key.split('#')[0]!;
const lastSegment = (key: string) => wirePath(key).split('/').pop()!;
const declares = (operation: Operation, name: string) =>
	operation.parameters.some((parameter) => parameter.name === name);
const isCount = (key: string) => lastSegment(key) === 'count';

/** Replaces a JSON body by an inline one of the operation's own, so that others keep the shared one. */
function setBody(operation: Operation, schema: Schema): void {
	operation.requestBody = { required: true, content: { 'application/json': { schema } } };
}

const grantFields = ['client_id', 'client_secret', 'username', 'password'];

const object = (properties: Record<string, Schema>, required: string[]): Schema => ({
	type: 'object',
	required,
	properties,
});

function grantBody(grant: string, fields: string[], more: Record<string, Schema> = {}): Schema {
	const given = Object.fromEntries(
		fields.map((name) => [
			name,
			name === 'password' ? { ...text, format: 'password' } : { ...text },
		]),
	);
	return object({ grant_type: { ...text, const: grant }, ...given, ...more }, [
		'grant_type',
		...fields,
		...Object.keys(more),
	]);
}

const mfaFields: Record<string, Schema> = {
	mfa_type: { ...text, default: 'authenticator' },
	mfa_vendor: { ...text, default: 'google' },
	ns_id_type: { ...text, enum: ['subscriber', 'level1'], default: 'subscriber' },
	passcode: { ...text },
	access_token: { ...text },
};

const grants: Record<string, Schema> = {
	'POST /tokens': grantBody('password', grantFields),
	'POST /tokens#1': grantBody('refresh_token', ['client_id', 'client_secret', 'refresh_token']),
	'POST /tokens#2': grantBody('mfa', grantFields, mfaFields),
	'POST /jwt': grantBody('password', grantFields),
	'POST /jwt#2': grantBody('mfa', grantFields, mfaFields),
};

/** Records that are read one by one although the documents show their answer as a list. */
const singleRecords = [
	'/apikeys/{key_id}',
	'/config-definitions/{config-name}',
	'/domains/{domain}/conferences/{conference}',
	'/domains/{domain}/connections/{connection-orig-match-pattern}',
	'/domains/{domain}/contacts/{contact_id}',
	'/domains/{domain}/users/{user}/messagesessions/{messagesession}',
];

/** Lists whose path ends in a placeholder that names the list and not a record. */
const listsByName = [
	'/domains/{domain}/callqueuereport/abandoned/{callqueue}',
	'/domains/{domain}/users/{user}/voicemails/{folder}',
];

function isList(key: string, operation: Operation, draft: Draft): boolean {
	const path = wirePath(key);
	if (path.endsWith('}') && !listsByName.includes(path)) return false;
	return !isCount(key) && resolve(okSchema(operation), draft)?.type === 'array';
}

const paging: Parameter[] = [
	{
		name: 'start',
		in: 'query',
		required: false,
		schema: { type: 'integer', default: 0, minimum: 0 },
	},
	{
		name: 'limit',
		in: 'query',
		required: false,
		schema: { type: 'integer', default: 100, minimum: 1, maximum: 1000 },
	},
];
const isPaging = (parameter: Parameter) =>
	parameter.in === 'query' && (parameter.name === 'start' || parameter.name === 'limit');

/** The multipart form of a template upload, shaped as the one the documents have for images. */
function templateUpload(method: 'post' | 'put') {
	return (draft: Draft): Operation | undefined => {
		const template = draft.operations.get(
			`${method.toUpperCase()} /templates/{filename}`,
		)?.operation;
		if (!template) return undefined;
		const upload = structuredClone(template);
		const given = Object.fromEntries(
			['reseller', 'domain', 'server', 'description'].map((name) => [name, { ...text }]),
		);
		upload['x-documented-in'] = [];
		upload.requestBody = {
			required: true,
			content: {
				'multipart/form-data': {
					schema: object({ ...given, File: { ...text, format: 'binary' } }, ['File']),
				},
			},
		};
		return upload;
	};
}

/** The list of corrections, in the order in which they are applied. */
export const corrections: Correction[] = [
	{
		id: 'user-number-filters-slash',
		reason: 'The path to read the number filters of a user lacks the slash before number-filters.',
		key: rename(
			'GET',
			'/domains/{domain}/users/{user}number-filters',
			'/domains/{domain}/users/{user}/number-filters',
		),
	},
	{
		id: 'delete-all-user-timeframes-path',
		reason:
			'Deleting all timeframes of a user stands under DELETE /, which would be the whole API; the collection is the timeframes of the user.',
		key: rename('DELETE', '/', '/domains/{domain}/users/{user}/timeframes'),
	},
	{
		id: 'variant-key-spelling',
		reason:
			'HASHHACK and HACKHACK are older spellings of the # that marks a variant. The number of the phone number variant is taken by now, so that one gets a free number.',
		key: (method, key) =>
			rename(
				'PUT',
				'/domains/{domain}/phonenumbersHACKHACK2',
				'/domains/{domain}/phonenumbers#4',
			)(method, key) ??
			(/(HASHHACK|HACKHACK)\d*$/.test(key)
				? key.replace(/(HASHHACK|HACKHACK)(\d*)$/, '#$2')
				: undefined),
	},
	{
		id: 'trailing-slash',
		reason: 'A slash at the end of a path is not part of it.',
		key: (_, key) => (/[^/]\/(#|$)/.test(key) ? key.replace(/\/(#|$)/, '$1') : undefined),
	},
	{
		id: 'jwt-delegated-key',
		reason:
			'Older documents number the delegated JWT as the first variant; the newest gave that number to the refresh.',
		sourceKey: ({ method, key, operation }) => {
			const fields = Object.keys(bodySchema(operation)?.properties ?? {});
			const delegated =
				bodySchema(operation)?.$ref?.endsWith('/DeletegateRequest') ||
				(fields.includes('user') && fields.includes('domain'));
			return method === 'post' && key === '/jwt#1' && delegated ? '/jwt#3' : undefined;
		},
	},
	{
		id: 'grant-bodies',
		reason:
			'The newest document shows the MFA grant for every variant of the token endpoints; each variant gets the fields and the grant_type of its own grant.',
		mend: (draft) => {
			const found = Object.entries(grants).filter(([id]) => draft.operations.has(id));
			for (const [id, schema] of found)
				setBody(draft.operations.get(id)!.operation, structuredClone(schema));
			return found.length;
		},
	},
	{
		id: 'no-authorization-parameter',
		reason:
			'The Authorization header belongs to the credential and is no parameter of an operation.',
		mend: eachOperation(({ operation }) => {
			const kept = operation.parameters.filter(
				({ in: place, name }) => place !== 'header' || name.toLowerCase() !== 'authorization',
			);
			const changed = kept.length < operation.parameters.length;
			operation.parameters = kept;
			return changed;
		}),
	},
	{
		id: 'jwt-needs-authentication',
		reason:
			'Reading, revoking and delegating act on the credential that is presented, so they need one, although the documents say they need none.',
		mend: eachOperation(({ method, key, operation }) => {
			const acts = method === 'delete' || method === 'get' || key === '/jwt#3';
			if (!key.startsWith('/jwt') || !acts || !operation.security) return false;
			delete operation.security;
			return true;
		}),
	},
	{
		id: 'synchronous-optional',
		reason: 'Servers answer asynchronously when synchronous is left out; it is never required.',
		mend: (draft) => {
			const holders = allSchemas(draft).filter(({ required }) => required?.includes('synchronous'));
			for (const schema of holders) {
				schema.required = schema.required!.filter((name) => name !== 'synchronous');
				if (schema.required.length === 0) delete schema.required;
			}
			return holders.length;
		},
	},
	{
		id: 'timeframe-path-parameters',
		reason: 'The operation that stood under DELETE / declares no parameters.',
		mend: eachOperation(({ method, key, operation }) => {
			if (method !== 'delete' || key !== '/domains/{domain}/users/{user}/timeframes') return false;
			const missing = ['domain', 'user'].filter((name) => !declares(operation, name));
			operation.parameters.unshift(...missing.map(inPath));
			return missing.length > 0;
		}),
	},
	{
		id: 'single-record-answer',
		reason:
			'The answer to reading one record by its identifier is shown as a list; servers send one object.',
		mend: eachOperation(({ method, key, operation }, draft) => {
			if (method !== 'get' || !singleRecords.includes(wirePath(key))) return false;
			const content = operation.responses['200']?.content?.['application/json'];
			const list = resolve(content?.schema, draft);
			if (!content || list?.type !== 'array' || !list.items) return false;
			content.schema = list.items;
			return true;
		}),
	},
	{
		id: 'lists-take-paging',
		reason: 'Every list takes start and limit, though many do not declare them.',
		mend: eachOperation(({ method, key, operation }, draft) => {
			const given = operation.parameters.filter(isPaging).length;
			if (method !== 'get' || given > 0 || !isList(key, operation, draft)) return false;
			operation.parameters.push(...structuredClone(paging));
			return true;
		}),
	},
	{
		id: 'counts-take-no-paging',
		reason: 'A count is one object; start and limit mean nothing to it.',
		mend: eachOperation(({ key, operation }) => {
			if (!isCount(key) || !operation.parameters.some(isPaging)) return false;
			operation.parameters = operation.parameters.filter((parameter) => !isPaging(parameter));
			return true;
		}),
	},
	{
		id: 'json-answers',
		reason:
			'Some answers are declared as any media type; only speech synthesis sends bytes, all others send JSON.',
		mend: eachOperation(({ key, operation }) => {
			if (lastSegment(key) === 'voices') return false;
			const contents = Object.values(operation.responses).filter(({ content }) => content?.['*/*']);
			for (const response of contents)
				response.content = { 'application/json': response.content!['*/*']! };
			return contents.length > 0;
		}),
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
		id: 'property-name-space',
		reason:
			'Some property names end in a blank. Only "file-access-url " is known to be sent that way; the others are slips.',
		mend: (draft) => {
			const slip = (name: string) => name !== name.trim() && name !== 'file-access-url ';
			const holders = allSchemas(draft).filter((one) =>
				Object.keys(one.properties ?? {}).some(slip),
			);
			for (const schema of holders) {
				schema.properties = Object.fromEntries(
					Object.entries(schema.properties!).map(([name, child]) => [
						slip(name) ? name.trim() : name,
						child,
					]),
				);
				schema.required &&= schema.required.map((name) => (slip(name) ? name.trim() : name));
			}
			return holders.length;
		},
	},
	{
		id: 'template-upload-create',
		reason:
			'Templates are uploaded as multipart as images are; the documents describe only the JSON form.',
		add: {
			method: 'POST',
			key: '/templates/{filename}#multipart',
			since: '44',
			build: templateUpload('post'),
		},
	},
	{
		id: 'template-upload-update',
		reason:
			'Templates are replaced as multipart as images are; the documents describe only the JSON form.',
		add: {
			method: 'PUT',
			key: '/templates/{filename}#multipart',
			since: '44',
			build: templateUpload('put'),
		},
	},
	{
		id: 'call-center-email-report',
		reason:
			'The e-mail report of the call center is a use of the endpoint that sends e-mail from a template; the documents have no path of its own for it.',
		add: {
			method: 'POST',
			key: '/domains/{domain}/users/{user}/email#report',
			since: '44',
			build: (draft) => {
				const email = draft.operations.get('POST /domains/{domain}/users/{user}/email')?.operation;
				return (
					email && {
						...structuredClone(email),
						tags: ['Call Center/Statistics'],
						'x-documented-in': [],
					}
				);
			},
		},
	},
];
