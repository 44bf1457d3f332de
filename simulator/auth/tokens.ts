import { ApiError } from '../errors';
import { ok, type Answer } from '../handler';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import type { Account } from './accounts';
import type { Principal } from './principal';

/** What comes with a passcode, besides client, user and password. */
const SECOND_STEP = ['mfa_type', 'mfa_vendor', 'ns_id_type', 'passcode', 'access_token'];

/** Sign-in with user and password: grants, refresh, authenticator codes. */
export class Tokens {
	readonly clients = new Map<string, string>();

	constructor(private readonly sim: Simulator) {}

	/** The legacy path: same grants, form fields, client in Basic if not in the body. */
	legacy(fields: Data, authorization: string | undefined): Answer {
		return this.grant({ ...basicClient(authorization), ...fields }, true);
	}

	/**
	 * Checks client, user and passcode of a grant.
	 *
	 * @param kind what the first answer gave, which the passcode must come with
	 * @throws ApiError with the switched status and body
	 */
	signIn(fields: Data, kind: Principal['kind']): { account: Account; pending: boolean } {
		this.checkClient(fields);
		const account = this.sim.accounts.find(String(fields.username ?? ''));
		if (!account || this.sim.accounts.password(account.row) !== String(fields.password)) {
			throw this.refused('Invalid username and password combination');
		}
		const pending = this.sim.accounts.secret(account.row) !== undefined;
		if (fields.grant_type !== 'mfa' || !pending) return { account, pending };
		const missing = SECOND_STEP.find((name) => !fields[name]);
		if (missing) throw this.failure(400, 'invalid_request', `Missing parameter: ${missing}`);
		const { sim } = this;
		const waiting = sim.sessions.waiting(String(fields.access_token), account, kind);
		const right = sim.accounts.passcodeIsRight(account.row, String(fields.passcode), sim.now());
		if (!waiting || !right) throw this.refused('Invalid passcode');
		return { account, pending: false };
	}

	/** @throws ApiError when client id or secret is wrong */
	checkClient(fields: Data): void {
		const secret = this.clients.get(String(fields.client_id ?? ''));
		if (secret !== undefined && secret === String(fields.client_secret)) return;
		const status = this.sim.switches.number('client-error-status');
		throw this.failure(status, 'invalid_client', 'The client credentials are invalid');
	}

	refused(text: string): ApiError {
		const status = this.sim.switches.is('login-empty', 'yes')
			? 200
			: this.sim.switches.number('login-error-status');
		return this.failure(status, 'invalid_grant', text);
	}

	failure(status: number, error: string, text: string): ApiError {
		const body = this.sim.switches.is('login-error-body', 'code')
			? { code: status, message: text }
			: { error, error_description: text };
		return new ApiError(status, text, body);
	}

	/** @throws ApiError when the grant type is missing or not one of these */
	checkGrant({ grant_type: given }: Data, known: string[]): void {
		if (given === undefined) {
			const text = 'The grant type was not specified in the request';
			throw this.failure(400, 'invalid_request', text);
		}
		if (!known.includes(String(given))) {
			throw this.failure(400, 'unsupported_grant_type', 'Grant type not supported');
		}
	}

	/** Answers a grant with tokens. @param legacy whether with the fields of the older path */
	grant(fields: Data, legacy = false): Answer {
		this.checkGrant(fields, ['password', 'mfa', 'refresh_token']);
		if (fields.grant_type === 'refresh_token') return this.refresh(fields, legacy);
		const { account, pending } = this.signIn(fields, 'token');
		if (!pending) this.sim.log.signedIn(account.domain, account.user, '127.0.0.1');
		const pair = this.sim.sessions.issue(account, String(fields.client_id), pending);
		return ok(this.reply(account, String(fields.client_id), pair, pending, legacy));
	}

	private refresh(fields: Data, legacy: boolean): Answer {
		this.checkClient(fields);
		const { sim } = this;
		const mode = sim.switches.get('refresh-rotation');
		const given = String(fields.refresh_token ?? '');
		const found = sim.sessions.useRefresh(given, mode !== 'yes');
		if (!found || found.clientId !== String(fields.client_id)) {
			throw this.failure(400, 'invalid_grant', 'Invalid refresh token');
		}
		if (found.expires <= sim.now()) {
			throw this.failure(400, 'invalid_grant', 'Refresh token has expired');
		}
		const pair = sim.sessions.issue(found.account, found.clientId);
		const reply = this.reply(found.account, found.clientId, pair, false, legacy);
		if (mode === 'no') reply.refresh_token = given;
		if (mode === 'omit') delete reply.refresh_token;
		return ok(reply);
	}

	private reply(
		account: Account,
		clientId: string,
		pair: { access: string; refresh: string },
		pending: boolean,
		legacy: boolean,
	): Data {
		const { data } = account.row;
		const { sim } = this;
		return {
			username: data['login-username'],
			user: account.user,
			territory: sim.resellerOf(account.domain),
			domain: account.domain,
			site: data.site ?? '',
			group: data.department ?? '',
			department: data.department || 'n/a',
			uid: `${account.user}@${account.domain}`,
			login: data['login-username'],
			scope: pending ? sim.switches.get('mfa-scope') : sim.spellScope(account.scope),
			user_email: data['email-address'] ?? '',
			displayName: `${data['name-first-name']} ${data['name-last-name']}`.trim(),
			access_token: pair.access,
			expires_in: sim.options.tokenLife,
			token_type: 'Bearer',
			refresh_token: pair.refresh,
			client_id: clientId,
			apiversion: sim.apiVersion,
			...(pending ? { mfa_type: 'authenticator', mfa_vendor: 'google' } : {}),
			...(legacy
				? { expires: String(Math.floor(sim.now() / 1000) + sim.options.tokenLife), rate_limit: '0' }
				: {}),
		};
	}
}

/** The client that a Basic header names. */
export function basicClient(authorization: string | undefined): Data {
	const match = /^Basic\s+(\S+)$/i.exec(authorization ?? '');
	if (!match?.[1]) return {};
	const [id = '', secret = ''] = Buffer.from(match[1], 'base64').toString('utf8').split(':');
	return { client_id: id, client_secret: secret };
}
