import { seen, unseen, type Probe, type Sight } from '../sight';
import type { Answer } from '../wire';

/** Lists that take a scope above an Office Manager's; the first that is refused tells. */
const ABOVE = ['/domains', '/resellers', '/certificates'];

/** How a scope too low is refused. */
export const scope: Probe = async (lab) => {
	for (const path of ABOVE) {
		const { status } = await lab.get(path, { limit: 1 });
		if (status === 401 || status === 403) {
			return [seen('scope-error', String(status), 'a list that takes a higher scope')];
		}
	}
	return [unseen('scope-error', 'needs a credential with a lower scope')];
};

const ASKED = '/domains/~';

/** No key looks like this one: its check digits are wrong. */
const NO_KEY = `Bearer nsu_${'x'.repeat(48)}00000000`;

/** How requests are refused that nobody has signed in for. Three of them, at most four. */
export const signInErrors: Probe = async ({ wire, access }) => {
	const missing = await wire.get(ASKED, {}, '');
	const malformed = await wire.get(ASKED, {}, 'nobody');
	const revoked = await wire.get(ASKED, {}, NO_KEY);
	return [
		refused('missing-bearer-status', missing, ['401', '403'], 'a request without a bearer'),
		body(missing),
		refused('malformed-bearer-status', malformed, ['400', '401'], 'a bearer that is none'),
		refused('revoked-key-status', revoked, ['401', '403'], 'a key that does not exist'),
		access.kind === 'key'
			? raw(await wire.get('/apikeys/~', {}, access.bearer))
			: unseen('raw-key', 'needs an API key'),
	];
};

function refused(name: Sight['switch'], { status }: Answer, known: string[], how: string): Sight {
	return known.includes(String(status))
		? seen(name, String(status), how)
		: unseen(name, `${how} got status ${status}`);
}

function body({ body }: Answer): Sight {
	const name = 'bearer-error-body';
	const fields = typeof body === 'object' && body !== null ? body : {};
	if ('error' in fields) return seen(name, 'oauth', 'a request without a bearer');
	if ('code' in fields && 'message' in fields) {
		return seen(name, 'code', 'a request without a bearer');
	}
	return unseen(name, 'it is neither {error} nor {code, message}');
}

function raw({ status }: Answer): Sight {
	const how = 'the key without the word Bearer';
	return seen('raw-key', status === 200 ? 'accept' : 'refuse', how);
}
