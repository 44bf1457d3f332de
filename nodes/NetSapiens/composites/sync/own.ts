import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { spelled } from '../../spellings';
import { saysMissing, saysNotAllowed } from '../../transport/known';
import { readRecord } from '../plan/read';

/**
 * The user that the credential belongs to: nobody deletes the account that is doing the work.
 *
 * @returns undefined for records that are no users, for API keys, and where nobody may know
 * @throws as the API does
 */
export async function readOwn(call: Call): Promise<IDataObject | undefined> {
	if (call.resource !== 'user' || (await call.api.authentication()) === 'apiKey') return undefined;
	const act = { resource: 'user', operation: 'get', path: { domain: '~', user: '~' } };
	return await readRecord(call, act).catch((error: unknown) => {
		if (saysMissing(error) || saysNotAllowed(error)) return undefined;
		throw error;
	});
}

/** Whether a record of the domain is the user that the credential belongs to. */
export function isOwn(call: Call, record: IDataObject, own: IDataObject | undefined): boolean {
	if (!own) return false;
	const [one, other] = [record, own].map((user) => {
		const { get } = spelled(user, call.form.record);
		return `${String(get('user'))}@${String(get('domain'))}`.toLowerCase();
	});
	return one === other;
}
