import type { IDataObject } from 'n8n-workflow';
import type { Answer, SignInRequest } from './answer';
import { send } from './send';
import type { Http, NetSapiensCredential } from './credential';
import { apiBaseUrl, legacyTokenUrl } from './server';
import { couldNotRead, isMissing } from './words';

/** How a server wants to be asked for a token: `/tokens` with JSON or a form, or the older path. */
type Dialect = 'json' | 'form' | 'legacy';

/** The dialect in which each server gave the last token, by the server's base URL. */
const known = new Map<string, Dialect>();

/**
 * Asks for a token. JSON is what the API's description declares; a server that cannot read it gets
 * a form, one without `/tokens` the older path with a form. A login that was refused is not sent
 * again, as it counts towards a lock.
 */
export async function postToken(
	http: Http,
	credential: NetSapiensCredential,
	fields: IDataObject,
): Promise<Answer> {
	const server = apiBaseUrl(credential.server);
	for (let dialect = known.get(server) ?? 'json'; ;) {
		const answer = await send(http, credential, inDialect(dialect, credential, fields));
		const next = dialectAfter(dialect, answer);
		if (next) dialect = next;
		else return remembered(server, dialect, answer);
	}
}

/** Notes in which dialect a server gave a token; what fails is found out anew the next time. */
function remembered(server: string, dialect: Dialect, answer: Answer): Answer {
	if (answer.record.access_token) known.set(server, dialect);
	else known.delete(server);
	return answer;
}

/** The dialect to try after an answer that shows that no login was tried. */
function dialectAfter(dialect: Dialect, answer: Answer): Dialect | undefined {
	if (isMissing(answer)) return dialect === 'legacy' ? undefined : 'legacy';
	return dialect === 'json' && couldNotRead(answer) ? 'form' : undefined;
}

function inDialect(
	dialect: Dialect,
	{ server, clientId, clientSecret }: NetSapiensCredential,
	fields: IDataObject,
): SignInRequest {
	const url = `${apiBaseUrl(server)}/tokens`;
	if (dialect !== 'legacy') return { method: 'POST', url, fields, form: dialect === 'form' };
	const client = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
	return {
		method: 'POST',
		url: legacyTokenUrl(server),
		// The older path wants the client in the header too, for codes (facts: MFA).
		headers: fields.grant_type === 'mfa' ? { Authorization: `Basic ${client}` } : {},
		fields: { ...fields, format: 'json' },
		form: true,
	};
}
