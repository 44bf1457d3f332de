import { basicClient, type Tokens } from '../auth/tokens';
import type { Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';

/** The two paths that give tokens. */
export function registerTokens(sim: Simulator, routes: Routes, tokens: Tokens): void {
	for (const path of ['/tokens', '/authCode']) {
		routes.on('POST', path, (call) => tokens.grant(input(sim, call)), {
			open: true,
			unchecked: true,
		});
	}
}

/** Fields of a grant wherever they came: query string, form or, unless a switch says no, JSON. */
function input({ switches }: Simulator, { request, query, body }: Call): Data {
	const isForm = /^application\/x-www-form-urlencoded/i.test(request.headers['content-type'] ?? '');
	const isSeen = isForm || switches.is('token-endpoint', 'json-and-form');
	return { ...basicClient(request.headers.authorization), ...query, ...(isSeen ? body : {}) };
}
