import type { FastifyRequest } from 'fastify';

import { authenticate, authorize } from './auth/authenticate';
import type { Principal } from './auth/principal';
import { requiredRank } from './auth/scopes';
import { see } from './control/request-log';
import { ApiError, badRequest, noRoute, notFound } from './errors';
import type { Answer, Call, Upload } from './handler';
import type { Binding, Simulator } from './simulator';
import type { Variant } from './spec';
import type { Data } from './state/table';
import { readMultipart } from './files/multipart';
import { validate } from './validate';

/** What is known about an endpoint before the first request. */
export interface Prepared extends Binding {
	rank: number;
	model: string;
	/** Literal path part before each value, which says what `~` means there. */
	before: string[];
	/** Position of the domain, the user and the reseller among the path values, or -1. */
	domainAt: number;
	userAt: number;
	/** Whether the domain, the user must exist for the request to make sense. */
	needsDomain: boolean;
	needsUser: boolean;
	needsReseller: boolean;
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

/** The model an endpoint is about: the last kind of record in its path. */
function modelOf(parts: string[]): string {
	const kinds = parts.filter(
		(part, i) => part !== '{}' && (parts[i + 1] === '{}' || i === parts.length - 1),
	);
	const kind = kinds.filter((part) => !['count', 'list'].includes(part)).at(-1) ?? parts[0] ?? '';
	return MODELS[kind] ?? kind.replace(/s$/, '');
}

/** Takes a request through sign-in, scope and validation to its handler. */
export class Dispatcher {
	constructor(private readonly sim: Simulator) {}

	prepare(binding: Binding): Prepared {
		const { method, shape } = binding.endpoint;
		const parts = shape.split('/').slice(1);
		const before = parts.flatMap((part, i) => (part === '{}' ? [parts[i - 1] ?? ''] : []));
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
			before,
			domainAt: parts[0] === 'domains' && parts[1] === '{}' ? 0 : -1,
			userAt: parts[0] === 'domains' && parts[2] === 'users' && parts[3] === '{}' ? 1 : -1,
			needsDomain: deeper('domains', 0),
			needsUser: parts[0] === 'domains' && deeper('users', 2),
			needsReseller: deeper('resellers', 0),
		};
	}

	async run(prepared: Prepared, request: FastifyRequest): Promise<Answer> {
		const { sim } = this;
		const { endpoint } = prepared;
		if (endpoint.since > sim.major) throw noRoute();
		if (endpoint.variants.length === 0 && sim.switches.is('undocumented-routes', 'no'))
			throw noRoute();
		const principal = prepared.open
			? ANYBODY
			: authenticate(sim, request.headers.authorization, request.ip);
		const path = this.path(prepared, request.params as Record<string, string>, principal);
		if (!prepared.open) {
			authorize(sim, principal, {
				method: endpoint.method,
				rank: prepared.rank,
				model: prepared.model,
				domain: prepared.domainAt < 0 ? undefined : path[prepared.domainAt],
				user: prepared.userAt < 0 ? undefined : path[prepared.userAt],
			});
		}
		if (!prepared.open)
			see(request, { sender: `${principal.scope} ${principal.keyId || principal.user}` });
		this.requireOwners(prepared, path);
		return prepared.handler(await this.call(prepared, request, path, principal));
	}

	private async call(
		prepared: Prepared,
		request: FastifyRequest,
		path: string[],
		principal: Principal,
	): Promise<Call> {
		const { sim } = this;
		const { endpoint } = prepared;
		const { body, files, type } = await this.body(endpoint.method, request);
		const common = { sim, endpoint, path, principal, request, files };
		const query = request.query as Data;
		if (prepared.unchecked || endpoint.variants.length === 0) {
			const variant = endpoint.variants[0] as Variant;
			see(request, { operation: variant?.id ?? `${endpoint.method} ${endpoint.shape}` });
			return { ...common, variant, query, body: (body ?? {}) as Data };
		}
		const checked = validate(
			sim.spec,
			endpoint,
			{
				path,
				query,
				body,
				contentType: type,
				files: files.length > 0 ? files.map((file) => file.field) : undefined,
				partialUpdates: sim.switches.is('update-required', 'none'),
			},
			sim.major,
		);
		see(request, { operation: checked.variant.id });
		return { ...common, variant: checked.variant, query: checked.query, body: checked.body ?? {} };
	}

	private async body(
		method: string,
		request: FastifyRequest,
	): Promise<{ body: unknown; files: Upload[]; type: string }> {
		const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
		if (!request.isMultipart()) {
			return { body: request.body, files: [], type: request.body === undefined ? '' : type };
		}
		const { fields, files } = await readMultipart(request);
		if (method === 'PUT' && this.sim.switches.is('multipart-put', 'refuse')) {
			throw badRequest('Missing action');
		}
		see(request, { body: fields, files: files.map((file) => file.filename) });
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
