import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { actingKey, actingUser, type Actor } from '../../../credentials/signIn/person';
import { recordsOf } from '../execute/output';
import type { Api } from '../transport/api';
import { isAboutRights } from '../transport/failure';

/** Whose the credential is, asked for as signing in does. */
export async function readActor(api: Api, itemIndex: number): Promise<Actor | undefined> {
	const isKey = (await api.authentication()) === 'apiKey';
	const record = await readIfShown(api, isKey ? '/apikeys/~' : '/domains/~/users/~', itemIndex);
	return record && (isKey ? actingKey(record) : actingUser(record));
}

/** A record of the API, unless the server does not have it, or does not show it to this caller. */
export async function readIfShown(
	api: Api,
	path: string,
	itemIndex: number,
): Promise<IDataObject | undefined> {
	const request = { method: 'GET', path, kind: 'record', itemIndex } as const;
	const answer = await api.request(request).catch((error: NodeApiError) => {
		const { httpCode = '', message } = error;
		const isAbsent = httpCode === '403' || httpCode === '404';
		return isAbsent || (httpCode === '401' && isAboutRights(message)) ? undefined : fail(error);
	});
	return recordsOf(answer)[0];
}

function fail(error: Error): never {
	throw error;
}
