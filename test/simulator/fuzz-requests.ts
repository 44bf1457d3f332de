import fc, { type Arbitrary } from '../support/fastCheck';
import type { InjectOptions } from 'fastify';

import type { Schema, Spec, Variant } from '../../simulator/spec';
import { written } from '../support/formats';
import { DOMAIN, SEEDED, VALUES, WAV } from './operation-values';

/** Who sends a request; what each name stands for is known only while a simulator runs. */
export const SENDERS = ['superUser', 'reseller', 'officeManager', 'basicUser', 'junk', ''] as const;

/** A request, and by whom it is sent. */
export interface FuzzRequest extends InjectOptions {
	sender: (typeof SENDERS)[number];
}

/** JSON in which so many arrays lie in each other. */
export const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Values that somebody forgets to think of. */
export const ODD: unknown[] = [
	...[null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [null], { a: { b: [1] } }],
	...['', ' ', '0', '-1', 'NaN', '1e999', '9999-99-99', '0000-00-00 00:00:00', 'x'.repeat(3000)],
	...[
		'\u0000',
		'\ud800',
		'🙂',
		'<b>',
		"' or 1=1",
		'../..',
		'%',
		'__proto__',
		'constructor',
		'*',
		'~',
	],
];
const odd = fc.constantFrom(...ODD);
const oddText = odd.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));

/** Makes requests for a documented operation: good ones, nearly good ones and nonsense. */
export class FuzzRequests {
	private readonly known = new Map<Schema, Arbitrary<unknown>>();

	constructor(private readonly spec: Spec) {}

	/** Requests of one form of an endpoint. */
	of(method: string, variant: Variant): Arbitrary<FuzzRequest> {
		const url = fc
			.tuple(this.path(method, variant), this.query(variant))
			.map(([path, query]) => `/ns-api/v2${path}${query === '' ? '' : `?${query}`}`);
		const sender = fc.oneof(
			{ weight: 7, arbitrary: fc.constant('superUser' as const) },
			{ weight: 3, arbitrary: fc.constantFrom(...SENDERS) },
		);
		return fc
			.record({ url, sender, body: this.body(variant) })
			.map(({ body, ...rest }) => ({ method: method as 'GET', ...rest, ...body }));
	}

	private path(method: string, { id, parameters }: Variant): Arbitrary<string> {
		const template = id.slice(method.length + 1).split('#')[0] ?? '';
		const values = parameters
			.filter((name) => name !== '~')
			.map((name) =>
				fc.oneof(
					{ weight: 9, arbitrary: fc.constant(SEEDED[name] ?? '1') },
					{ weight: 1, arbitrary: oddText },
				),
			);
		return fc.tuple(...values).map((given) => {
			let next = 0;
			return template.replace(/\{[^}]*\}/g, () => encoded(given[next++] || ' '));
		});
	}

	private query({ raw }: Variant): Arbitrary<string> {
		const known = (raw.parameters ?? []).filter((one) => one.in === 'query');
		const steering = ['start', 'limit', 'sort', 'order', 'fields'].map((name) => ({ name }));
		const parts = [...known, ...steering].map((parameter) => {
			const { name, required = false, schema } = { required: false, schema: {}, ...parameter };
			const good = this.value(schema, `?${name}`).map(String);
			const value = fc.oneof({ weight: 4, arbitrary: good }, { weight: 1, arbitrary: oddText });
			const part = value.map((text) => `${name}=${encoded(text)}`);
			const absent = { weight: required ? 1 : 80, arbitrary: fc.constant('') };
			return fc.oneof({ weight: 20, arbitrary: part }, absent);
		});
		return fc.tuple(...parts).map((given) => given.filter((part) => part !== '').join('&'));
	}

	/** What comes in the body, with its headers. */
	private body({ raw }: Variant): Arbitrary<Pick<InjectOptions, 'payload' | 'headers'>> {
		const forms = Object.entries(raw.requestBody?.content ?? {});
		if (forms.length === 0) {
			return fc.oneof(
				{ weight: 9, arbitrary: fc.constant({}) },
				{ weight: 1, arbitrary: nonsense },
			);
		}
		const sent = forms.map(([type, { schema }]) => {
			const good = this.value(schema, '');
			const value = fc.oneof(
				{ weight: 6, arbitrary: good },
				{ weight: 3, arbitrary: good.chain(withOddPart) },
				{ weight: 1, arbitrary: odd },
			);
			return type.startsWith('multipart') ? value.chain(asForm) : value.map(asJson);
		});
		return fc.oneof(
			{ weight: 8, arbitrary: fc.oneof(...sent) },
			{ weight: 1, arbitrary: fc.oneof(...sent).chain(withOddHeader) },
			{ weight: 1, arbitrary: nonsense },
		);
	}

	/** Values that a schema allows; a name may be known to need something that exists. */
	private value(schema: Schema | undefined, name: string): Arbitrary<unknown> {
		const known = VALUES[name] ?? SEEDED[name];
		const made = this.ofSchema(this.spec.resolve(schema));
		return known === undefined ? made : fc.oneof(fc.constant(known), made);
	}

	private ofSchema(own: Schema): Arbitrary<unknown> {
		let made = this.known.get(own);
		if (!made) {
			// A schema may contain itself.
			this.known.set(own, fc.constant({}));
			this.known.set(own, (made = this.make(own)));
		}
		return made;
	}

	private make(own: Schema): Arbitrary<unknown> {
		const choices = (own.oneOf ?? own.anyOf) as Schema[] | undefined;
		if (own.const !== undefined) return fc.constant(own.const);
		if (Array.isArray(own.enum)) return fc.constantFrom(...(own.enum as unknown[]));
		if (choices) return fc.oneof(...choices.map((one) => this.value(one, '')));
		const types = ([] as unknown[]).concat(own.type ?? 'string');
		return fc.oneof(...types.map((type) => this.ofType(String(type), own)));
	}

	private ofType(type: string, own: Schema): Arbitrary<unknown> {
		const { minimum, maximum } = own as { minimum?: number; maximum?: number };
		switch (type) {
			case 'object':
				return this.record(own);
			case 'array':
				return fc.array(this.value(own.items as Schema, ''), { maxLength: 3 });
			case 'integer':
			case 'number':
				return fc.integer({ min: Math.ceil(minimum ?? 0), max: Math.floor(maximum ?? 9999) });
			case 'boolean':
				return fc.boolean();
			case 'null':
				return fc.constant(null);
			default:
				return text(own);
		}
	}

	private record(own: Schema): Arbitrary<unknown> {
		const properties = Object.entries(this.spec.properties(own));
		const required = (own.required as string[] | undefined) ?? [];
		const model = Object.fromEntries(
			properties.map(([name, schema]) => [name, this.value(schema, name)]),
		);
		// Of very many fields only some are sent at a time.
		const names = properties.map(([name]) => name).filter((name) => !required.includes(name));
		return fc
			.subarray(names, { maxLength: Math.min(names.length, 6) })
			.chain((some) =>
				fc.record(
					Object.fromEntries(
						[...required, ...some].flatMap((n) => (model[n] ? [[n, model[n]]] : [])),
					),
				),
			);
	}
}

function text(own: Schema): Arbitrary<unknown> {
	const sample = written[String(own.format)];
	const { minLength = 0, maxLength = 60 } = own as { minLength?: number; maxLength?: number };
	const free = fc.string({
		minLength,
		maxLength: Math.min(60, Math.max(minLength, maxLength)),
		unit: 'grapheme',
	});
	return sample === undefined ? free : fc.oneof(fc.constant(sample), free);
}

/** A lone half of a surrogate pair has no UTF-8. */
const encoded = (value: string): string => encodeURIComponent(Buffer.from(value).toString());

/** The same with one field that is odd, or one that nobody documents. */
function withOddPart(value: unknown): Arbitrary<unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return odd;
	const names = [...Object.keys(value), 'nobody-knows-this', '__proto__'];
	return fc.tuple(fc.constantFrom(...names), odd).map(([name, part]) => {
		const entries = Object.entries(value).filter(([known]) => known !== name);
		return Object.fromEntries([...entries, [name, part]]) as unknown;
	});
}

type Body = Pick<InjectOptions, 'payload' | 'headers'>;

const asJson = (value: unknown): Body => ({
	payload: JSON.stringify(value),
	headers: { 'content-type': 'application/json' },
});

/** A form with a file, or without, or with one that breaks off. */
function asForm(value: unknown): Arbitrary<Body> {
	const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	const file = fc.constantFrom(undefined, '', 'RIFF', WAV, 'x'.repeat(5000));
	const ending = fc.constantFrom('--abc--\r\n', '--abc--\r\n', '--abc--\r\n', '--abc', '');
	return fc.tuple(file, ending).map(([bytes, end]) => {
		const parts = fields
			.filter(([name]) => name !== 'File')
			.map(([name, part]) => formPart(name, '', String(part)));
		if (bytes !== undefined) parts.push(formPart('File', '; filename="a.wav"', bytes));
		return {
			payload: parts.join('') + end,
			headers: { 'content-type': 'multipart/form-data; boundary=abc' },
		};
	});
}

const formPart = (name: string, more: string, value: string): string =>
	`--abc\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;

function withOddHeader(body: Body): Arbitrary<Body> {
	const type = fc.constantFrom(
		...['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/x-php'],
		...['multipart/form-data', 'multipart/form-data; boundary=other', 'nonsense', 'a/b; c="'],
		'application/json; charset=utf-16',
	);
	const length = fc.constantFrom('-1', 'abc', '0', '3', '999999999');
	return fc.oneof(
		type.map((value) => ({ ...body, headers: { 'content-type': value } })),
		length.map((value) => ({ ...body, headers: { ...body.headers, 'content-length': value } })),
	);
}

/** Bodies that are no request at all. */
const nonsense: Arbitrary<Body> = fc
	.constantFrom(
		...['', '{', 'null', '"text"', '5', '[]', '[1,2]', '{"a":}', '\u0000', 'a=b&c[d]=e'],
		...[nested(512), nested(513), nested(100_000), `{"description":${nested(50_000)}}`],
		...[`{"domain":"${DOMAIN}"}`, '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}'],
	)
	.chain((payload) =>
		fc
			.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain')
			.map((type) => ({ payload, headers: { 'content-type': type } })),
	);
