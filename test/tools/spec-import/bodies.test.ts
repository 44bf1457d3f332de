import type { Schema } from '../../../tools/spec-import/types';
import { answerOf, bodyOf, find, list, mend, operation, record, reference, text } from './fixtures';

const upload = (properties: object) => ({
	...operation({}),
	requestBody: { content: { 'multipart/form-data': { schema: record({ ...properties }) } } },
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

	it('do not ask for what servers set by themselves', () => {
		const body = record(
			{
				notes: text,
				'created-datetime': text,
				'device-models-count-buttons': { type: 'integer' },
				'core-server': text,
			},
			['notes', 'created-datetime'],
		);
		const { spec } = mend(
			{
				'/toys': { post: operation({}, reference('Phone')) },
				'/domains/{domain}/users/{user}/meetings/{id}': { post: operation({}, body) },
			},
			{ Phone: body },
		);
		const readOnly = ({ properties = {} }: Schema = {}) =>
			Object.keys(properties).filter((name) => properties[name]?.readOnly);
		const phone = bodyOf(find(spec, 'POST /toys'));
		expect(readOnly(phone)).toEqual(['created-datetime', 'device-models-count-buttons']);
		expect(phone?.required).toEqual(['notes']);
		const meeting = bodyOf(find(spec, 'POST /domains/{domain}/users/{user}/meetings/{id}'));
		expect(readOnly(meeting)).toContain('core-server');
	});

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
		expect(spec.components.schemas.TimeframeDOW?.required).toBeUndefined();
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
