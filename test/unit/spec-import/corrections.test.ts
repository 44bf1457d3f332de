import { corrections } from '../../../tools/spec-import/corrections';
import { answerOf, bodyOf, build, document, find, operation, record, text } from './fixtures';

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const list = (items: object) => operation({ type: 'array', items });
const upload = (properties: object) => ({
	...operation({}),
	requestBody: { content: { 'multipart/form-data': { schema: record({ ...properties }) } } },
});

/** Builds one document and says which corrections found something. */
function mend(paths: Record<string, object>, schemas: Record<string, object> = {}) {
	const built = build([document(paths, { components: { schemas } })]);
	return { spec: built.spec, matches: built.matches };
}

const ids = (paths: object) =>
	Object.entries(paths).flatMap(([key, item]) =>
		Object.keys(item as object).map((method) => `${method.toUpperCase()} ${key}`),
	);

describe('the list of corrections', () => {
	it('has unique ids, reasons of its own and one deed each', () => {
		expect(new Set(corrections.map(({ id }) => id)).size).toBe(corrections.length);
		for (const { reason, key, sourceKey, mend: mends, add } of corrections) {
			expect(reason).toMatch(/^[A-Z].{20,}\.$/);
			expect([key, sourceKey, mends, add].filter(Boolean)).toHaveLength(1);
		}
	});

	it('is told in the spec as far as it was needed', () => {
		const { spec } = mend({ '/toys': { get: list(record({ name: text })) } });
		expect(spec['x-corrections']).toEqual([
			{ id: 'lists-take-paging', reason: expect.any(String) },
		]);
	});
});

describe('keys', () => {
	it.each([
		[
			'get',
			'/domains/{domain}/users/{user}number-filters',
			'/domains/{domain}/users/{user}/number-filters',
		],
		['delete', '/', '/domains/{domain}/users/{user}/timeframes'],
		['put', '/domains/{domain}/phonenumbersHACKHACK2', '/domains/{domain}/phonenumbers#4'],
		['post', '/toysHASHHACK3', '/toys#3'],
		['put', '/toys/{index}/#2', '/toys/{index}#2'],
		['put', '/routecon/', '/routecon'],
	])('%s %s becomes %s', (method, wrong, right) => {
		const { spec } = mend({ [wrong]: { [method]: operation({}) } });
		expect(ids(spec.paths)).toEqual([`${method.toUpperCase()} ${right}`]);
	});

	it('leaves DELETE / alone for other methods', () => {
		expect(ids(mend({ '/': { get: operation({}) } }).spec.paths)).toEqual(['GET /']);
	});

	it('moves the delegated JWT of older documents to its own variant', () => {
		const older = operation({}, record({ user: text, domain: text }, ['user']));
		expect(ids(mend({ '/jwt#1': { post: older } }).spec.paths)).toEqual(['POST /jwt#3']);
		const newer = operation({}, record({ refresh: text }, ['refresh']));
		expect(ids(mend({ '/jwt#1': { post: newer } }).spec.paths)).toEqual(['POST /jwt#1']);
	});
});

describe('access', () => {
	it('is needed to read, revoke and delegate a JWT, not to ask for one', () => {
		const open = operation({}, undefined, { security: [] });
		const { spec } = mend({
			'/jwt': { post: open, delete: open },
			'/jwt/{jti}#1': { delete: open },
		});
		expect(find(spec, 'POST /jwt')?.security).toEqual([]);
		expect(find(spec, 'DELETE /jwt')?.security).toBeUndefined();
		expect(find(spec, 'DELETE /jwt/{jti}#1')?.security).toBeUndefined();
	});

	it('is no parameter', () => {
		const header = { name: 'Authorization', in: 'header', required: true, schema: text };
		const { spec } = mend({
			'/toys': { post: operation({}, undefined, { parameters: [header] }) },
		});
		expect(find(spec, 'POST /toys')?.parameters).toEqual([]);
	});
});

describe('parameters', () => {
	const paging = [
		{ name: 'start', in: 'query', schema: { type: 'integer', default: 0, minimum: 0 } },
		{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000 } },
	];
	const given = [{ name: 'start', in: 'query', required: false, schema: { type: 'number' } }];

	it('of a path are all declared', () => {
		const { spec } = mend({ '/toys/{id}/parts/{part}': { get: operation({}) } });
		expect(find(spec, 'GET /toys/{id}/parts/{part}')?.parameters).toMatchObject([
			{ name: 'id', in: 'path', required: true },
			{ name: 'part', in: 'path', required: true },
		]);
	});

	it('page every list, whatever it declares', () => {
		const items = record({ name: text });
		const { spec } = mend({
			'/a': { get: list(items) },
			'/b': { get: { ...list(items), parameters: given } },
			'/domains/{domain}/users/{user}/voicemails/{folder}': { get: list(items) },
		});
		expect(find(spec, 'GET /a')?.parameters).toMatchObject(paging);
		expect(find(spec, 'GET /b')?.parameters).toMatchObject(paging);
		const voicemails = find(spec, 'GET /domains/{domain}/users/{user}/voicemails/{folder}');
		expect(voicemails?.parameters).toMatchObject([
			{ name: 'domain' },
			{ name: 'user' },
			{ name: 'folder', schema: { enum: ['new', 'save', 'trash'] } },
			...paging,
		]);
	});

	it('page neither counts nor single records nor metrics', () => {
		const single = { ...operation(record({ name: text })), parameters: given };
		const { spec } = mend({
			'/toys/count': { get: { ...operation(record({ total: text })), parameters: given } },
			'/toys/{id}': { get: single },
			'/files/{filename}': { get: list(record({ name: text })) },
			'/insight/{label}': { get: { ...list(record({ ts: text })), parameters: given } },
		});
		expect(find(spec, 'GET /toys/count')?.parameters).toEqual([]);
		expect(find(spec, 'GET /toys/{id}')?.parameters).toMatchObject([{ name: 'id' }]);
		expect(find(spec, 'GET /files/{filename}')?.parameters).toMatchObject([{ name: 'filename' }]);
		expect(find(spec, 'GET /insight/{label}')?.parameters).toMatchObject([
			{ name: 'label' },
			{ name: 'start', schema: { type: 'number' } },
		]);
	});
});

describe('bodies', () => {
	it('of the grants hold what each grant needs, with its own grant_type', () => {
		const wrong = operation(record({ access_token: text }), reference('Mfa'));
		const { spec } = mend(
			{ '/tokens': { post: wrong }, '/tokens#1': { post: wrong }, '/tokens#2': { post: wrong } },
			{ Mfa: record({ grant_type: text, passcode: text }) },
		);
		const grant = (id: string) => bodyOf(find(spec, id));
		expect(grant('POST /tokens')?.required).toEqual([
			'grant_type',
			'client_id',
			'client_secret',
			'username',
			'password',
		]);
		expect(grant('POST /tokens#1')?.required).toEqual([
			'grant_type',
			'client_id',
			'client_secret',
			'refresh_token',
		]);
		expect(grant('POST /tokens#2')?.required).toEqual(
			expect.arrayContaining(['passcode', 'mfa_type']),
		);
		expect(
			['POST /tokens', 'POST /tokens#1', 'POST /tokens#2'].map(
				(id) => grant(id)?.properties?.grant_type?.const,
			),
		).toEqual(['password', 'refresh_token', 'mfa']);
	});

	it('never require synchronous, wherever it stands', () => {
		const synchronous = { ...text, enum: ['yes', 'no'] };
		const body = record({ synchronous, name: text }, ['synchronous', 'name']);
		const { spec } = mend(
			{ '/a': { post: operation({}, body) }, '/b': { post: operation({}, reference('Toy')) } },
			{ Toy: body },
		);
		expect(bodyOf(find(spec, 'POST /a'))?.required).toEqual(['name']);
		expect(spec.components.schemas.Toy?.required).toEqual(['name']);
	});

	it('do not repeat what the path says', () => {
		const body = record({ domain: text, name: text }, ['domain', 'name']);
		const { spec } = mend(
			{
				'/domains/{domain}/toys': {
					post: operation({}, reference('Toy'), {
						parameters: [{ name: 'domain', in: 'path', required: true, schema: text }],
					}),
				},
				'/toys': { post: operation({}, reference('Toy')) },
			},
			{ Toy: body },
		);
		expect(bodyOf(find(spec, 'POST /domains/{domain}/toys'))).toEqual({
			type: 'object',
			required: ['name'],
			properties: { name: text },
		});
		expect(spec.components.schemas.Toy?.required).toEqual(['domain', 'name']);
	});

	it('do not require what is read-only', () => {
		const body = record({ id: { ...text, readOnly: true }, name: text }, ['id', 'name']);
		const { spec } = mend({ '/toys': { post: operation({}, body) } });
		expect(bodyOf(find(spec, 'POST /toys'))?.required).toEqual(['name']);
	});

	it('of updates require only what the update is about', () => {
		const whole = record({ name: text, script: text }, ['name', 'script']);
		const { spec } = mend({
			'/toys/{id}': { put: operation({}, whole), post: operation({}, whole) },
			'/routes': { put: operation({}, whole) },
		});
		expect(bodyOf(find(spec, 'PUT /toys/{id}'))?.required).toEqual(['script']);
		expect(bodyOf(find(spec, 'POST /toys/{id}'))?.required).toEqual(['name', 'script']);
		expect(bodyOf(find(spec, 'PUT /routes'))?.required).toEqual(['name', 'script']);
	});

	it('of whole records require only what creating needs', () => {
		const names = ['name-first-name', 'phonenumber-fax'];
		const contact = record({ [names[0]!]: text, [names[1]!]: text }, names);
		const { spec } = mend({ '/domains/{domain}/contacts': { post: operation({}, contact) } });
		expect(bodyOf(find(spec, 'POST /domains/{domain}/contacts'))).not.toHaveProperty('required');
	});

	it('of uploads need their file and know yes from no', () => {
		const moh = '/domains/{domain}/moh#1';
		const file = { ...text, format: 'binary' };
		const { spec } = mend({
			[moh]: { post: upload({ File: file, convert: text, synchronous: text }) },
		});
		expect(bodyOf(find(spec, `POST ${moh}`))).toMatchObject({
			required: ['File'],
			properties: { convert: { enum: ['yes', 'no'] }, synchronous: { enum: ['yes', 'no'] } },
		});
	});

	it('have no blanks at the end of names, except the one servers send', () => {
		const { spec } = mend({
			'/toys': {
				post: operation(
					record({ 'file-access-url ': text }),
					record({ 'layout ': text }, ['layout ']),
				),
			},
		});
		expect(bodyOf(find(spec, 'POST /toys'))).toMatchObject({
			required: ['layout'],
			properties: { layout: text },
		});
		expect(answerOf(find(spec, 'POST /toys'))?.properties).toHaveProperty(['file-access-url ']);
	});

	it('do not belong to a GET', () => {
		const { spec } = mend({ '/toys/{id}': { get: operation({}, record({})) } });
		expect(find(spec, 'GET /toys/{id}')?.requestBody).toBeUndefined();
	});

	it('of API configurations name their target like all configurations', () => {
		const target = record({ 'config-name': text, domain: text }, ['config-name']);
		const { spec } = mend({
			'/configurations': { put: operation({}, target) },
			'/nsconfigs': { put: operation({}, record({ 'config-name': text })) },
		});
		expect(bodyOf(find(spec, 'PUT /nsconfigs'))).toEqual(bodyOf(find(spec, 'PUT /configurations')));
	});
});

describe('bodies of single operations', () => {
	const domain = '/domains/{domain}';
	const people = `${domain}/users/{user}`;

	it('are one object for a conference and its participants', () => {
		const key = `${domain}/conferences/{conference}/participants`;
		const body = { type: 'array', items: record({}) };
		const { spec } = mend({
			[`${domain}/conferences`]: { post: operation({}, body) },
			[key]: { post: operation({}, body) },
			[`${key}/{participant}`]: { put: operation({}, body) },
		});
		const fields = (id: string) => Object.keys(bodyOf(find(spec, id))?.properties ?? {});
		expect(bodyOf(find(spec, `POST ${domain}/conferences`))?.required).toEqual(['conference']);
		expect(fields(`POST ${key}`)).toContain('participant');
		expect(fields(`PUT ${key}/{participant}`)).not.toContain('participant');
		expect(fields(`PUT ${key}/{participant}`)).toContain('rcv_only');
	});

	it('also carry the plans of a video company', () => {
		const { spec } = mend({ [`${domain}/video`]: { put: operation({}, record({ name: text })) } });
		expect(bodyOf(find(spec, `PUT ${domain}/video`))?.properties).toMatchObject({
			name: text,
			plans: { type: 'array', items: text },
		});
	});

	it('spell synchronous as it is', () => {
		const body = record({ syncrhonous: text, name: text }, ['syncrhonous', 'name']);
		const { spec } = mend({ '/toys': { post: operation({}, body) } });
		const mended = bodyOf(find(spec, 'POST /toys'));
		expect(Object.keys(mended?.properties ?? {})).toEqual(['synchronous', 'name']);
		expect(mended?.required).toEqual(['name']);
	});

	it('of timeframes need a name, a type and little of their entries', () => {
		const key = `${people}/timeframes#2`;
		const { spec } = mend(
			{
				[key]: {
					post: operation(
						{},
						record({
							'timeframe-name': text,
							'timeframe-type': text,
							entry: reference('TimeframeDOW'),
						}),
					),
				},
			},
			{
				TimeframeDOW: record({ 'timeframe-recurrence-begin-date': text, interval: text }, [
					'timeframe-recurrence-begin-date',
					'interval',
				]),
			},
		);
		expect(bodyOf(find(spec, `POST ${key}`))).toMatchObject({
			required: ['timeframe-name', 'timeframe-type'],
			properties: { 'timeframe-type': { const: 'days-of-week' } },
		});
		expect(spec.components.schemas.TimeframeDOW?.required).toEqual([
			'timeframe-recurrence-begin-date',
		]);
	});

	it('do not send a released number anywhere', () => {
		const names = ['phonenumber', 'dial-rule-translation-destination-user'];
		const body = record({ [names[0]!]: text, [names[1]!]: text }, names);
		const key = `${domain}/phonenumbers`;
		const { spec } = mend({
			[`${key}#3`]: { put: operation({}, body) },
			[`${key}#1`]: { put: operation({}, body) },
		});
		expect(bodyOf(find(spec, `PUT ${key}#3`))?.required).toEqual(['phonenumber']);
		expect(bodyOf(find(spec, `PUT ${key}#1`))?.required).toEqual(names);
	});
});

describe('variants', () => {
	it('fix the value that makes them what they are', () => {
		const key = '/domains/{domain}/users/{user}/messagesessions/{messagesession}/messages';
		const body = reference('Message');
		const { spec } = mend(
			{ [key]: { post: operation({}, body) }, [`${key}#5`]: { post: operation({}, body) } },
			{ Message: record({ type: text, message: text }, ['message']) },
		);
		expect(bodyOf(find(spec, `POST ${key}`))).toMatchObject({
			required: ['message', 'type'],
			properties: { type: { const: 'chat' } },
		});
		expect(bodyOf(find(spec, `POST ${key}#5`))?.properties?.type?.const).toBe('mms');
	});

	it('fix a query value as well', () => {
		const type = { name: 'type', in: 'query', required: true, schema: text };
		const trace = operation({}, undefined, { parameters: [type] });
		const { spec } = mend({ '/sipflow': { get: trace }, '/sipflow#2': { get: trace } });
		expect(find(spec, 'GET /sipflow')?.parameters[0]?.schema.const).toBe('call_trace');
		expect(find(spec, 'GET /sipflow#2')?.parameters[0]?.schema.const).toBe('csv');
	});
});

describe('choices', () => {
	it('are listed where the documents tell them in words', () => {
		const type = { name: 'type', in: 'query', required: false, schema: text };
		const { spec } = mend({
			'/cdrs': { get: { ...list(record({})), parameters: [type] } },
			'/connections': {
				post: operation({}, record({ 'connection-sip-transport-protocol': text })),
			},
			'/domains': { post: operation({}, record({ 'caller-id-number': {} })) },
		});
		expect(find(spec, 'GET /cdrs')?.parameters[0]?.schema.enum).toContain('Missed');
		expect(bodyOf(find(spec, 'POST /connections'))?.properties).toMatchObject({
			'connection-sip-transport-protocol': { enum: ['UDP', 'TCP', 'TLS'] },
		});
		expect(bodyOf(find(spec, 'POST /domains'))?.properties).toEqual({ 'caller-id-number': text });
	});

	it('leave one of the call ids of a transcription to the caller', () => {
		const callid = { name: 'callid', in: 'query', required: true, schema: text };
		const key = '/domains/{domain}/transcriptions';
		const { spec } = mend({ [key]: { get: operation({}, undefined, { parameters: [callid] }) } });
		expect(
			find(spec, `GET ${key}`)?.parameters.find(({ name }) => name === 'callid')?.required,
		).toBe(false);
	});
});

describe('answers', () => {
	const toy = record({ name: text });

	it('are one object for one record', () => {
		const { spec } = mend({
			'/apikeys/{key_id}': { get: list(toy) },
			'/apikeys#1': { get: list(toy) },
		});
		expect(answerOf(find(spec, 'GET /apikeys/{key_id}'))?.type).toBe('object');
		expect(answerOf(find(spec, 'GET /apikeys#1'))?.type).toBe('array');
	});

	it('of counts say what they count', () => {
		const empty = operation(record({}));
		const { spec } = mend({
			'/domains/count': { get: empty },
			'/cdrs/count': { get: empty },
			'/domains/{domain}/moh/count': { get: empty },
		});
		const names = (id: string) => Object.keys(answerOf(find(spec, id))?.properties ?? {});
		expect(names('GET /domains/count')).toEqual(['total']);
		expect(names('GET /cdrs/count')).toEqual(['total', 'minutes', 'seconds']);
		expect(names('GET /domains/{domain}/moh/count')).toEqual(['count', 'size']);
	});

	it('with statistics have an entry for each agent', () => {
		const key = '/domains/{domain}/statistics/agent';
		const { spec } = mend({ [key]: { get: operation(record({ calls: { type: 'integer' } })) } });
		expect(answerOf(find(spec, `GET ${key}`))?.additionalProperties).toMatchObject({
			properties: { name: text, calls: { type: 'integer' } },
		});
	});

	it('that are empty show the record that reading shows', () => {
		const { spec } = mend({
			'/subscriptions/{id}': { get: operation(toy) },
			'/subscriptions': { post: operation(record({}), toy) },
		});
		expect(answerOf(find(spec, 'POST /subscriptions'))?.properties).toEqual({ name: text });
	});

	it('to call traces are lists, or a table as text', () => {
		const empty = operation(record({}));
		const { spec } = mend({ '/sipflow': { get: empty }, '/sipflow#2': { get: empty } });
		expect(answerOf(find(spec, 'GET /sipflow'))?.items?.properties).toHaveProperty('svg');
		expect(find(spec, 'GET /sipflow#2')?.responses['200']?.content).toEqual({
			'text/csv': { schema: text },
		});
	});

	it('about holidays have their fields', () => {
		const { spec } = mend({ '/holidays/{country}/{year}': { get: list(record({})) } });
		expect(answerOf(find(spec, 'GET /holidays/{country}/{year}'))?.items?.properties).toMatchObject(
			{
				uuid: text,
				date: { type: 'integer' },
			},
		);
	});

	it('with a new API key have notes', () => {
		const { spec } = mend(
			{
				'/apikeys': { post: operation(reference('Key')) },
				'/apikeys/~': { get: operation(reference('Key')) },
			},
			{ Key: toy },
		);
		expect(answerOf(find(spec, 'POST /apikeys'))?.properties).toEqual({ name: text, notes: text });
		expect(spec.components.schemas.Key?.properties).toEqual({ name: text });
	});

	it('to synchronous writes show the record', () => {
		const sites = '/domains/{domain}/sites';
		const body = record({ synchronous: text, site: text }, ['site']);
		const accepted = { ...operation({}, body), responses: { '202': { description: 'words' } } };
		const { spec } = mend({ [sites]: { get: list(toy), post: accepted } });
		expect(answerOf(find(spec, `POST ${sites}`))?.properties).toEqual({ name: text });
		expect(find(spec, `POST ${sites}`)?.responses).toHaveProperty('202');
	});

	it('of any media type are JSON, unless they are speech', () => {
		const any = { '200': { content: { '*/*': { schema: toy } } } };
		const { spec } = mend({
			'/toys': { delete: { responses: any } },
			'/voices': { post: { responses: any } },
		});
		expect(Object.keys(find(spec, 'DELETE /toys')?.responses['200']?.content ?? {})).toEqual([
			'application/json',
		]);
		expect(Object.keys(find(spec, 'POST /voices')?.responses['200']?.content ?? {})).toEqual([
			'*/*',
		]);
	});
});

describe('additions', () => {
	it('give templates an upload of their own', () => {
		const json = operation({}, record({ base64_file: text }, ['base64_file']));
		const { spec } = mend({ '/templates/{filename}': { post: json } });
		expect(find(spec, 'POST /templates/{filename}#multipart')).toMatchObject({
			'x-since': '44',
			'x-documented-in': [],
			requestBody: {
				required: true,
				content: { 'multipart/form-data': { schema: { required: ['File'] } } },
			},
		});
		expect(find(spec, 'PUT /templates/{filename}#multipart')).toBeUndefined();
		const both = mend({ '/templates/{filename}': { post: json, put: json } }).spec;
		expect(bodyOf(find(both, 'PUT /templates/{filename}#multipart'))?.required).toEqual(['File']);
	});

	it('give the e-mail report the endpoint it uses', () => {
		const key = '/domains/{domain}/users/{user}/email';
		const { spec } = mend({
			[key]: { post: operation({}, record({ template: text }, ['template'])) },
		});
		expect(bodyOf(find(spec, `POST ${key}#report`))).toEqual(bodyOf(find(spec, `POST ${key}`)));
	});
});
