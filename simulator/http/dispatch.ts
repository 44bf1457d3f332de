import type { FastifyRequest } from 'fastify';

import { authenticate } from '../auth/authenticate';
import { authorize, requireOwners } from '../auth/authorize';
import type { Principal } from '../auth/principal';
import { MANAGER, requiredRank, SUPERVISOR } from '../auth/scopes';
import { withoutUnheard } from '../clearing';
import { spoken } from '../dialect/answers';
import type { RecordKind } from '../dialect/data';
import { heard, kindOf } from '../dialect/names';
import { ApiError, badRequest, noRoute, notFound } from '../errors';
import type { Answer, Call, Upload } from '../handler';
import type { Binding } from '../routes';
import type { Simulator } from '../simulator';
import type { Variant } from '../spec';
import type { Data } from '../state/table';
import { readMultipart } from './multipart';
import { see } from './request-log';
import { validate } from './validate';

/** What is known about an endpoint before the first request. */
export interface Prepared extends Binding {
	rank: number;
	model: string;
	/** Kind of record, where servers spell those differently, and the names that bodies of it have. */
	kind?: RecordKind;
	written: ReadonlySet<string>;
	/** Literal path part before each value, which says what `~` means there. */
	before: string[];
	/** Position of the reseller, the domain and the user among the path values, or -1. */
	resellerAt: number;
	domainAt: number;
	userAt: number;
	/** Fields of the body that name an owner of what is written. */
	owners: string[];
	/** Lowest rank that acts for any user of the path. */
	anyUser: number;
	/** Whether the domain, the user must exist for the request to make sense. */
	needsDomain: boolean;
	needsUser: boolean;
	needsReseller: boolean;
}

/** What came in the body. */
interface Body {
	body: unknown;
	files: Upload[];
	type: string;
}

const NO_FILES: Upload[] = [];

/** The names that dates of a query had in v1 are still taken. */
function withNewNames(query: Data): Data {
	if (query.start_date === undefined && query.end_date === undefined) return query;
	const { start_date: start, end_date: end, ...rest } = query;
	return {
		...(start === undefined ? {} : { 'datetime-start': start }),
		...(end === undefined ? {} : { 'datetime-end': end }),
		...rest,
	};
}

function plainBody(request: FastifyRequest): Body {
	const { body } = request;
	if (body === undefined) return { body, files: NO_FILES, type: '' };
	const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	return { body, files: NO_FILES, type };
}

const ANYBODY: Principal = {
	kind: 'token',
	scope: 'No Portal',
	reseller: '',
	domain: '',
	user: '',
	keyId: '',
	readonly: false,
	expires: Infinity,
	clientId: '',
	rank: 0,
};

/** Model names that keys can be limited to, where they are not just the path part without its `s`. */
const MODELS: Record<string, string> = {
	users: 'subscriber',
	resellers: 'reseller',
	addresses: 'address',
	phones: 'mac',
	'number-filters': 'answerrule',
	subscriptions: 'event',
	greetings: 'audio',
	voicemails: 'audio',
	msg: 'audio',
	cdrs: 'cdr2',
	callqueuereport: 'callqueuereport',
	statistics: 'statistics',
};

/** The model an endpoint is about: the last kind of record in its path, be it listed or counted. */
function modelOf(parts: string[]): string {
	const own = parts.filter((part) => !['count', 'list'].includes(part));
	const kinds = own.filter(
		(part, i) => part !== '{}' && (own[i + 1] === '{}' || i === own.length - 1),
	);
	const kind = kinds.at(-1) ?? '';
	return MODELS[kind] ?? kind.replace(/s$/, '');
}

/** Whether a path value names a person who is acted for: an agent is, where it signs in or out. */
const isPerson = (before: string, method: string) =>
	before === 'users' || (before === 'agents' && method === 'PATCH');

/** Fields of a body that name owners; a new domain or reseller names itself. */
function ownersIn(shape: string, written: ReadonlySet<string>): string[] {
	const itself = shape === '/domains' ? 'domain' : shape === '/resellers' ? 'reseller' : '';
	return ['domain', 'reseller'].filter((name) => name !== itself && written.has(name));
}

/** The owners that a body names; without a domain, it is about that of the path. */
function ownersOf({ owners, domainAt }: Prepared, path: string[], body: Data): Data {
	const named = owners.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]]));
	return { domain: path[domainAt], ...(Object.fromEntries(named) as Data) };
}

/** Names that some form of an endpoint documents in its body. */
function writtenNames({ spec }: Simulator, { endpoint }: Binding): ReadonlySet<string> {
	const schemas = endpoint.variants.flatMap(({ raw }) =>
		Object.values(raw.requestBody?.content ?? {}).map(({ schema }) => schema),
	);
	return new Set(schemas.flatMap((schema) => Object.keys(spec.properties(schema))));
}

/** Takes a request through sign-in, scope and validation to its handler. */
export class Dispatcher {
	constructor(private readonly sim: Simulator) {}

	prepare(binding: Binding): Prepared {
		const { method, shape } = binding.endpoint;
		const parts = shape.split('/').slice(1);
		const before = parts.flatMap((part, i) => (part === '{}' ? [parts[i - 1] ?? ''] : []));
		const written = writtenNames(this.sim, binding);
		const existence = /\/\{\}\/count$/.test(shape);
		const deeper = (name: string, from: number) =>
			parts[from] === name &&
			parts[from + 1] === '{}' &&
			parts.length > from + 2 &&
			!(existence && parts.length === from + 3);
		return {
			...binding,
			rank: requiredRank(method, shape),
			model: modelOf(parts),
			kind: kindOf(shape),
			written,
			before,
			resellerAt: parts[0] === 'resellers' && parts[1] === '{}' ? 0 : -1,
			domainAt: parts[0] === 'domains' && parts[1] === '{}' ? 0 : -1,
			userAt: before[0] === 'domains' ? before.findIndex((part) => isPerson(part, method)) : -1,
			owners: binding.unchecked ? [] : ownersIn(shape, written),
			anyUser: before.includes('users') ? MANAGER : SUPERVISOR,
			needsDomain: deeper('domains', 0),
			needsUser: parts[0] === 'domains' && deeper('users', 2),
			needsReseller: deeper('resellers', 0),
		};
	}

	/** Answers a request; nothing waits unless there is a multipart body. */
	run(prepared: Prepared, request: FastifyRequest): Answer | Promise<Answer> {
		const { sim } = this;
		const { endpoint } = prepared;
		if (endpoint.since > sim.version) throw noRoute();
		const undocumented = endpoint.variants.length === 0;
		if (undocumented && sim.switches.is('undocumented-routes', 'no')) throw noRoute();
		const principal = prepared.open
			? ANYBODY
			: authenticate(sim, request.headers.authorization, request.ip);
		const path = this.path(prepared, request.params as Record<string, string>, principal);
		if (!prepared.open) {
			authorize(sim, principal, {
				method: endpoint.method,
				rank: prepared.rank,
				model: prepared.model,
				reseller: path[prepared.resellerAt],
				domain: path[prepared.domainAt],
				user: path[prepared.userAt]?.split('@')[0],
				anyUser: prepared.anyUser,
			});
		}
		this.requireOwners(prepared, path);
		const answer = (body: Body) =>
			prepared.handler(this.call(prepared, request, path, principal, body));
		const early = request.isMultipart()
			? this.multipart(endpoint.method, request).then(answer)
			: answer(plainBody(request));
		if (!(early instanceof Promise)) return spoken(sim, prepared, early);
		return early.then((late) => spoken(sim, prepared, late));
	}

	/** The body under the names by which records are kept, without what says nothing to this server. */
	private heard({ kind, written, endpoint }: Prepared, body: unknown): unknown {
		const isRecord = typeof body === 'object' && body !== null && !Array.isArray(body);
		if (!isRecord) return body;
		const said = kind ? heard(body as Data, kind, written) : (body as Data);
		const [variant] = endpoint.variants;
		if (endpoint.method !== 'PUT' || !variant) return said;
		const schema = this.sim.spec.bodySchema(variant, 'application/json');
		return withoutUnheard(said, schema, this.sim.spec, this.sim.switches);
	}

	private call(
		prepared: Prepared,
		request: FastifyRequest,
		path: string[],
		principal: Principal,
		{ body, files, type }: Body,
	): Call {
		const { sim } = this;
		const { endpoint } = prepared;
		const [first] = endpoint.variants;
		const given = { endpoint, path, principal, request, files };
		const query = withNewNames(request.query as Data);
		const heardBody = this.heard(prepared, body);
		const sender = `${principal.scope} ${principal.keyId || principal.user}`;
		see(request, { operation: first?.id ?? `${endpoint.method} ${endpoint.shape}`, sender });
		if (prepared.unchecked || endpoint.variants.length === 0) {
			return { ...given, variant: first as Variant, query, body: (heardBody ?? {}) as Data };
		}
		const incoming = {
			path,
			query,
			body: heardBody,
			contentType: type,
			files: files.length > 0 ? files.map((file) => file.field) : undefined,
		};
		const checked = validate(sim.spec, endpoint, incoming, sim.version);
		if (prepared.owners.length > 0) {
			requireOwners(sim, principal, ownersOf(prepared, path, checked.body));
		}
		if (endpoint.variants.length > 1) see(request, { operation: checked.variant.id });
		return { ...given, ...checked };
	}

	private async multipart(method: string, request: FastifyRequest): Promise<Body> {
		const { fields, files } = await readMultipart(request);
		see(request, { body: fields, files: files.map((file) => file.filename) });
		if (method === 'PUT' && this.sim.switches.is('multipart-put', 'refuse')) {
			throw badRequest('Missing action');
		}
		return { body: fields, files, type: 'multipart/form-data' };
	}

	/** Path values with `~` filled in and domains in lower case. @throws ApiError on tricks */
	private path(prepared: Prepared, params: Record<string, string>, principal: Principal): string[] {
		const { before } = prepared;
		const out = new Array<string>(before.length);
		for (let i = 0; i < before.length; i++) {
			const value = params[`p${i}`] ?? '';
			if (value.includes('\0')) throw badRequest('Bad Request');
			if (value === '~') out[i] = this.mine(before[i] ?? '', principal);
			else out[i] = before[i] === 'domains' ? value.toLowerCase() : value;
		}
		return out;
	}

	/** What `~` stands for after a path part. */
	private mine(after: string, principal: Principal): string {
		if (after === 'domains') return principal.domain;
		if (after === 'users') return principal.user;
		if (after === 'resellers') return principal.reseller;
		return after === 'apikeys' ? principal.keyId : '~';
	}

	private requireOwners(prepared: Prepared, path: string[]): void {
		const [first = '', second = ''] = path;
		const { store } = this.sim;
		if (prepared.needsDomain && (first !== '*' || prepared.endpoint.method !== 'GET')) {
			const row = store.table('domains').find([], first);
			if (!row || !this.sim.readable(row)) throw notFound(`Domain ${first} does not exist`);
		}
		if (prepared.needsUser && second !== '*') {
			const row = store.table('users').find([first], second);
			if (!row || !this.sim.readable(row)) {
				throw notFound(`User ${second} does not exist in domain ${first}`);
			}
		}
		if (prepared.needsReseller && !store.table('resellers').find([], first)) {
			throw new ApiError(404, `Reseller ${first} does not exist`);
		}
	}
}
