import { rowsOf } from '../lab';
import { isRecordForOne } from './lists';
import { seen, unseen, type Probe } from '../sight';

/** How the version is written. */
export const versionWord: Probe = async (lab) => {
	const [row] = rowsOf(await lab.get('/version'));
	const version = row?.apiversion;
	if (typeof version !== 'string') return [unseen('version-word', '/version has no apiversion')];
	return [seen('version-word', /^version/i.test(version) ? 'yes' : 'no', '/version')];
};

/** Slashes may be escaped in JSON; addresses and time zones have some. */
export const slashes: Probe = async (lab) => {
	const { answer } = await lab.list('/domains/{domain}/users', { limit: 100 });
	const text = answer?.text ?? '';
	const how = 'texts of users';
	if (text.includes('\\/')) return [seen('escape-slashes', 'yes', how)];
	return [
		text.includes('/')
			? seen('escape-slashes', 'no', how)
			: unseen('escape-slashes', 'no text of a user has a slash'),
	];
};

/** What signing in told, where somebody signed in. */
export const signIn: Probe = async ({ access }) => {
	if (access.kind === 'key') {
		const how = 'needs a login with user name and password';
		return [unseen('token-endpoint', how), unseen('scope-spelling', how)];
	}
	const spelling = spellingOf(access.scope ?? '');
	return [
		access.form === 'legacy'
			? unseen('token-endpoint', 'it has none at /tokens')
			: seen('token-endpoint', access.form === 'form' ? 'form-only' : 'json-and-form', 'the login'),
		spelling
			? seen('scope-spelling', spelling, 'the scope of the token')
			: unseen('scope-spelling', 'the scope of the token is one word, or missing'),
	];
};

function spellingOf(scope: string): string | undefined {
	if (/^\w+( \w+)+$/.test(scope)) return 'words';
	if (/^\w+(-\w+)+$/.test(scope)) return 'dashes';
	return /^(superuser|officemanager|callcenter\w+|basicuser|simpleuser|advanceduser|sitemanager)$/i.test(
		scope,
	)
		? 'joined'
		: undefined;
}

/** Whether an API key is read as a list of one. */
export const apiKey: Probe = async (lab) => {
	if (lab.access.kind !== 'key') return [unseen('apikey-read', 'needs an API key')];
	const [own] = rowsOf(await lab.get('/apikeys/~'));
	const id = own?.['key-id'];
	const answer = typeof id === 'string' && (await lab.get(`/apikeys/${encodeURIComponent(id)}`));
	if (!answer || rowsOf(answer).length === 0) {
		return [unseen('apikey-read', 'the key may not read itself by its ID')];
	}
	if (!Array.isArray(answer.body) && (await isRecordForOne(lab))) {
		return [unseen('apikey-read', 'lists of one come as a record anyway')];
	}
	return [seen('apikey-read', Array.isArray(answer.body) ? 'list' : 'record', 'the key itself')];
};
