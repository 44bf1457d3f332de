import { sampleOf, sampleQuery, type Hints } from './sample';
import { shapeOf, type Spec, type Variant } from '../../simulator/spec';
import { list, record, type Answer, type Client, type RequestOptions } from './client';
import {
	DOMAIN,
	USER,
	at,
	ENTRY_ID,
	FILE_OWNERS,
	MODEL,
	WAV,
	VALUES,
	KEYS,
	SEEDED,
} from './operation-values';

/** Lists in which nothing was made before they are read. */
const FILLED_FIRST = new Set([
	'/subscriptions',
	'/domains/{}/subscriptions',
	'/domains/{}/users/{}/meetings',
	'/domains/{}/phonetemplates',
	'/domains/{}/conferences/{}/participants',
]);

/** Makes a request for every documented operation that should succeed, creating what it needs first. */
export class OperationRequests {
	private count = 0;
	/** Call whose transcription is asked for. */
	private callId?: string;
	private restorePoint?: number;
	/** Answer rules that there are. */
	private rules: unknown[] = [];
	private readonly entries: Record<string, unknown>;

	constructor(
		private readonly spec: Spec,
		private readonly send: Client,
		private readonly secrets: Record<string, unknown>,
	) {
		this.entries = {
			'timeframe-specific-dates-array': [this.entry('TimeframeSpecificDate')],
			'timeframe-holiday-array': [this.entry('TimeframeHoliday')],
			'timeframe-days-of-week-array': [this.entry('TimeframeDOW')],
		};
	}

	/** Sends the operation and gives its answer. */
	async run(method: string, variant: Variant): Promise<Answer> {
		const key = variant.id.slice(method.length + 1);
		const shape = shapeOf(key);
		const names = variant.parameters.filter((name) => name !== '~');
		const values = await this.pathValues(method, shape, names);
		if (method === 'GET') await this.fill(shape, values);
		const query = new URLSearchParams(sampleQuery(this.spec, variant, this.hints(shape, values)));
		const path = (key.split('#')[0] ?? '').replace(/\{[^}]*\}/g, () =>
			encodeURIComponent(values.shift() ?? ''),
		);
		const full = query.size > 0 ? `${path}?${query}` : path;
		return this.send(
			method,
			full.replace('/~', `/~`),
			await this.options(method, shape, variant, path),
		);
	}

	private async options(
		method: string,
		shape: string,
		variant: Variant,
		path: string,
	): Promise<RequestOptions> {
		const bearer = variant.parameters.includes('~')
			? String(this.secrets.officeManager)
			: undefined;
		const own = await this.signInBody(variant.id);
		if (own) return own;
		if (/^DELETE \/jwt$|^GET \/jwt$/.test(variant.id)) return { bearer: String(this.secrets.jwt) };
		const content = variant.raw.requestBody?.content ?? {};
		const [type] = Object.keys(content);
		if (!type) return { bearer };
		const values = path.split('/').map(decodeURIComponent);
		const hints = this.hints(shape, values.slice(1));
		const body = sampleOf(this.spec, content[type]?.schema, hints);
		if (!type.startsWith('multipart'))
			return { bearer, body: this.adjusted(method, shape, variant.id, body, values) };
		const form = new FormData();
		for (const [name, value] of Object.entries(body as object))
			if (name !== 'File') form.append(name, String(value));
		form.append('File', new Blob([Buffer.from(WAV, 'base64')], { type: 'audio/wav' }), 'sound.wav');
		return { bearer, body: form };
	}

	/** Bodies that must name the record in the path or something that exists. */
	private adjusted(
		method: string,
		shape: string,
		id: string,
		body: unknown,
		path: string[],
	): unknown {
		const data = body as Record<string, unknown>;
		if (/^DELETE .*subscriptions/.test(id)) return { subscription_id: path.at(-1), domain: DOMAIN };
		if (id.endsWith('/answerrules/reorder')) return this.ruleOrder;
		if (method !== 'POST' && KEYS[shape] && this.last) return { ...data, [KEYS[shape]]: this.last };
		return body;
	}

	/** The answer rules that there are, in the order they have. */
	get ruleOrder(): { 'time-frame': unknown }[] {
		return this.rules.map((name) => ({ 'time-frame': name }));
	}

	/** Id of the record that was made for a request whose body names it. */
	last = '';

	private async signInBody(id: string): Promise<RequestOptions | undefined> {
		const { password, refresh, mfa, mfaJwt, jwtRefresh } = this.secrets as Record<
			string,
			Record<string, unknown>
		>;
		const bodies: Record<string, () => Promise<unknown>> = {
			'POST /tokens': async () => password,
			'POST /authCode': async () => password,
			'POST /tokens#1': async () => refresh,
			'POST /tokens#2': async () => mfa,
			'POST /tokens#3': async () => mfa,
			'POST /jwt': async () => password,
			'POST /jwt#1': async () => jwtRefresh,
			'POST /jwt#2': async () => mfaJwt,
		};
		const make = bodies[id];
		return make && { bearer: '', body: await make() };
	}

	/** What fields of this request should hold. */
	hints(shape: string, values: string[]): Hints {
		const key = KEYS[shape];
		const fresh = key ? this.fresh(key) : undefined;
		const isFile = /^\/(images|templates)/.test(shape);
		return (name) => {
			if (name !== '' && name === key) return fresh;
			if (name === 'domain' && (shape === '/dialpolicy' || isFile)) return '*';
			if (isFile && FILE_OWNERS.includes(name)) return '*';
			if (name === 'domain')
				return values.includes(DOMAIN) || shape !== '/domains' ? DOMAIN : undefined;
			if (name === 'user') return shape === '/domains/{}/autoattendants' ? fresh : USER;
			if (name === 'description' && shape === '/apikeys') return 'Key of the contract test';
			if (name === 'user-scope' && shape === '/apikeys') return 'Basic User';
			if (shape === '/phones/models' && name in MODEL) return MODEL[name];
			if (name === '?callid' || name === '?callids') return this.callId;
			if (name === 'index' && shape === '/restore') return this.restorePoint;
			if (name === 'post-url') return `http://127.0.0.1:9/${++this.count}`;
			if (name in this.entries) return this.entries[name];
			return VALUES[name];
		};
	}

	private fresh(key: string): string {
		const n = ++this.count;
		if (key.includes('mac')) return `02aabb${String(n).padStart(6, '0')}`;
		if (key === 'phonenumber' || key === 'number') return `1606555${String(n).padStart(4, '0')}`;
		if (key === 'domain') return `new-${n}.example`;
		if (key === 'callqueue-agent-id') return `105@${DOMAIN}`;
		return String(7000 + n);
	}

	/** Values for the path; for a change or removal the last one is a record made for it. */
	async pathValues(method: string, shape: string, names: string[]): Promise<string[]> {
		this.last = '';
		const values = names.map((name, i) => this.seeded(name, shape, i));
		const special = await this.special(method, shape);
		if (special !== undefined)
			return [...values.slice(0, names.length - special.length), ...special];
		if (method === 'GET' || method === 'POST' || method === 'PATCH') return values;
		const item = shape.endsWith('/{}');
		const collection = item ? shape.slice(0, -3) : shape;
		if (!KEYS[collection]) return values;
		this.last = await this.make(collection, values.slice(0, item ? -1 : undefined));
		return item ? [...values.slice(0, -1), this.last] : values;
	}

	/** Makes what a list is to show, where nothing else does before it is read. */
	private async fill(shape: string, owners: string[]): Promise<void> {
		if (FILLED_FIRST.has(shape)) await this.make(shape, owners);
		const host = () =>
			this.send('POST', at(`/users/${USER}/host`), {
				body: this.sample('POST', '/domains/{}/users/{}/host'),
			});
		const first: Record<string, () => Promise<unknown>> = {
			'/auditlog': () => this.send('POST', '/_sim/audit', { body: {} }),
			'/domains/{}/calls': () => this.call(shape),
			'/domains/{}/users/{}/timeframes': () => this.timeframe(shape),
			'/domains/{}/users/{}/video': host,
			'/domains/{}/video/hosts': host,
			'/routecon': () =>
				this.send('POST', '/routecon', {
					body: { match_to: 'sample text', con_index: '7', con_host: 'x' },
				}),
			'/configurations/{}': () =>
				this.send('POST', '/configurations', {
					body: { 'config-name': SEEDED['config-name'], 'config-value': 'x', domain: DOMAIN },
				}),
		};
		await first[shape]?.();
	}

	private seeded(name: string, shape: string, position: number): string {
		if (name === 'filename')
			return shape.startsWith('/images') ? 'portal_logo.png' : 'email_vmail_new.html';
		if (name === 'name') return 'pbx.example';
		if (name === 'policy' && shape.startsWith('/domains')) return 'US and Canada';
		if (name === 'user' && shape.includes('autoattendants')) return '9000';
		if (name === 'id' && shape.includes('permission'))
			return shape.startsWith('/domains') ? '100001' : '100000';
		return SEEDED[name] ?? `sample-${position}`;
	}

	/** Creates a record with the documented request and says its id. */
	private async make(collection: string, owners: string[]): Promise<string> {
		const target = collection === '/domains/{}/connections' ? '/connections' : collection;
		const endpoint = this.spec.endpoints.find(
			(one) => one.method === 'POST' && one.shape === target,
		);
		const variant = endpoint?.variants[0];
		if (!variant) return this.newest(collection, owners);
		const schema = this.spec.bodySchema(variant, 'application/json');
		const body = sampleOf(this.spec, schema, this.hints(collection, owners)) as Record<
			string,
			unknown
		>;
		let next = 0;
		const answer = await this.send(
			'POST',
			target.replace(/\{\}/g, () => encodeURIComponent(owners[next++] ?? '')),
			{ body },
		);
		const key = KEYS[collection] ?? 'id';
		const reply = answer.status === 200 ? (list(answer)[0] ?? record(answer)) : {};
		const made: Record<string, unknown> = { ...body, ...reply };
		return made[key] === undefined ? this.newest(collection, owners) : String(made[key]);
	}

	private async newest(collection: string, owners: string[]): Promise<string> {
		let next = 0;
		const path = collection.replace(/\{\}/g, () => encodeURIComponent(owners[next++] ?? ''));
		const answer = await this.send('GET', `${path}?limit=1000`);
		return String(list(answer).at(-1)?.[KEYS[collection] ?? 'id']);
	}

	/** Last path values of operations whose records come about in another way. */
	private async special(method: string, shape: string): Promise<string[] | undefined> {
		if (/\/calls\/\{\}/.test(shape)) return [await this.call(shape)];
		if (/\/recordings\/\{\}/.test(shape)) return [await this.recordedCall()];
		if (/voicemails\/\{\}\/\{\}/.test(shape)) {
			const left = await this.send('POST', '/_sim/voicemails', {
				body: { user: USER, from: '12125550111' },
			});
			return ['new', String(record(left).filename)];
		}
		if (/messagesessions\/\{\}/.test(shape)) {
			await this.send('POST', '/_sim/chats', {
				body: { from: `${++this.count}`, to: USER, text: 'Hi' },
			});
			const sessions = await this.send('GET', at(`/users/${USER}/messagesessions?limit=1000`));
			return [String(list(sessions).at(-1)?.['messagesession-id'])];
		}
		if (/\/(moh|msg|greetings)\/\{\}/.test(shape)) return this.audio(shape);
		if (/\/timeframes\/\{\}/.test(shape)) return [await this.timeframe(shape)];
		if (/^\/meetings|\/meetings\/\{\}/.test(shape)) return this.meeting(method, shape);
		if (shape === '/apikeys/{}') return [await this.apiKey()];
		if (method === 'DELETE' && shape.endsWith('/dialpolicy/{}')) return [await this.policy(shape)];
		if (/^\/(images|templates)/.test(shape))
			return method === 'POST' ? [`file-${++this.count}`] : undefined;
		if (shape.endsWith('/answerrules/reorder')) {
			const rules = await this.send('GET', at(`/users/${USER}/answerrules`));
			this.rules = list(rules).map((rule) => rule['time-frame']);
		}
		if (/\/(transcriptions|sipflow)$/.test(shape)) this.callId = await this.recordedCall();
		if (shape === '/domains/{}/video' && method === 'POST') await this.send('DELETE', at('/video'));
		if (/\/host$/.test(shape) && method !== 'POST')
			await this.send('POST', at(`/users/${USER}/host`), { body: this.sample('POST', shape) });
		if (shape === '/domains/{}/video' && method !== 'POST')
			await this.send('POST', at('/video'), { body: { name: 'Acme', subdomain: 'acme' } });
		if (/vmailnag$/.test(shape) && method !== 'POST')
			await this.send('POST', at(`/users/${USER}/vmailnag`), { body: {} });
		if (/routecon$/.test(shape) && method === 'PUT')
			await this.send('POST', '/routecon', {
				body: { match_to: 'sample text', con_index: 'sample text', con_host: 'x' },
			});
		if (/^\/phones\/\{\}$|\/phones\/\{\}$/.test(shape))
			return [await this.newest('/domains/{}/phones', [DOMAIN])];
		if (shape === '/phones/models') return undefined;
		if (/dialrules\/\{\}$/.test(shape) && method === 'GET')
			return [await this.newest('/domains/{}/dialplans/{}/dialrules', [DOMAIN, DOMAIN])];
		if (/contacts\/\{\}$/.test(shape) && method === 'GET') {
			const collection = shape.slice(0, -3);
			return [await this.newest(collection, [DOMAIN, USER])];
		}
		if (/participants\/\{\}$/.test(shape)) {
			const participant = String(++this.count);
			await this.send('POST', at('/conferences/5000/participants'), { body: { participant } });
			return ['5000', participant];
		}
		if (shape === '/restore' && method === 'PUT') {
			this.restorePoint = Number(record(await this.send('POST', at('/backup'))).index);
		}
		if (/^\/routes\/frm|^\/routes$/.test(shape) && method !== 'GET' && method !== 'POST') {
			await this.send('POST', '/routes', {
				body: {
					'route-destination-match-pattern': 'sample text',
					description: 'x',
					'route-method': 'fixed',
				},
			});
			return shape === '/routes' ? undefined : ['sample text'];
		}
		if (
			/(phonetemplates|phoneconfiguration|certificates|subscriptions|users\/\{\}\/addresses)\/\{\}$/.test(
				shape,
			) &&
			method === 'GET'
		) {
			const collection = shape.slice(0, -3);
			return [await this.make(collection, [DOMAIN, USER])];
		}
		return undefined;
	}

	private sample(method: string, shape: string): unknown {
		const variant = this.spec.endpoints.find((one) => one.method === method && one.shape === shape)
			?.variants[0];
		return (
			variant &&
			sampleOf(this.spec, this.spec.bodySchema(variant, 'application/json'), this.hints(shape, []))
		);
	}

	private async call(shape: string): Promise<string> {
		const made = await this.send('POST', '/_sim/calls', {
			body: { from: '12125550111', to: USER, domain: DOMAIN },
		});
		const id = String(record(made).id);
		if (/\/(hold|unhold|transfer|transferPeer)$/.test(shape))
			await this.send('POST', `/_sim/calls/${id}/answer`);
		if (/\/unhold$/.test(shape)) await this.send('POST', `/_sim/calls/${id}/hold`);
		return id;
	}

	private async recordedCall(): Promise<string> {
		const id = await this.call('/hold');
		await this.send('POST', `/_sim/calls/${id}/end`);
		return id;
	}

	private async audio(shape: string): Promise<string[]> {
		const path = at(
			shape.replace('/domains/{}', '').replace('/users/{}', `/users/${USER}`).replace('/{}', ''),
		);
		const form = new FormData();
		form.append('script', 'x');
		form.append('index', '1');
		form.append('File', new Blob([Buffer.from(WAV, 'base64')]), 'a.wav');
		await this.send('POST', path, { body: form });
		return ['1'];
	}

	private async timeframe(shape: string): Promise<string> {
		const path = at(shape.includes('users') ? `/users/${USER}/timeframes` : '/timeframes');
		const made = await this.send('POST', path, {
			body: {
				'timeframe-name': `T${++this.count}`,
				'timeframe-type': 'custom',
				synchronous: 'yes',
				...this.entries,
			},
		});
		return String(record(made)['timeframe-id']);
	}

	private entry(schema: string): unknown {
		const $ref = `#/components/schemas/${schema}`;
		const entry = sampleOf(this.spec, { $ref }, () => undefined);
		return { ...(entry as object), 'timeframe-id': ENTRY_ID };
	}

	private async meeting(method: string, shape: string): Promise<string[] | undefined> {
		if (shape.startsWith('/meetings')) return ['abc'];
		if (shape.endsWith('/getId')) return undefined;
		const id = String(400000000 + ++this.count);
		if (method === 'POST' && shape.endsWith('/meetings/{}')) return [id];
		const body = this.sample('POST', '/domains/{}/users/{}/meetings');
		const made = await this.send('POST', at(`/users/${USER}/meetings`), { body });
		const last = String(list(made)[0]?.id);
		if (!shape.includes('instance')) return [last];
		const log = at(`/users/${USER}/meetings/${last}/instance/1/log`);
		await this.send('POST', log, { body: { event: 'joined' } });
		return [last, '1'];
	}

	/** A policy that may go: the permissions of the seeded one are asked for later. */
	private async policy(shape: string): Promise<string> {
		const domain = shape.startsWith('/domains') ? DOMAIN : '*';
		const body = { dialpolicy: `Policy ${++this.count}`, domain, description: '' };
		await this.send('POST', '/dialpolicy', { body });
		return body.dialpolicy;
	}

	private async apiKey(): Promise<string> {
		const made = await this.send('POST', '/apikeys', {
			body: {
				description: 'Key of the contract test',
				domain: DOMAIN,
				'user-scope': 'Basic User',
				reseller: '*',
			},
		});
		return String(record(made)['key-id']);
	}
}
