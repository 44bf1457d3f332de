import { bodySchema } from '../draft';
import type { Correction } from './correction';

/** Renames one key for one method. */
const rename = (method: string, from: string, to: string) => (itsMethod: string, key: string) =>
	itsMethod === method && key === from ? to : undefined;

const offnetNumber = rename(
	'PUT',
	'/domains/{domain}/phonenumbersHACKHACK2',
	'/domains/{domain}/phonenumbers#4',
);

/** Operations that stand under a wrong path. */
export const keyCorrections: Correction[] = [
	{
		id: 'user-number-filters-slash',
		reason: 'The path to read the number filters of a user lacks the slash before number-filters.',
		key: rename(
			'GET',
			'/domains/{domain}/users/{user}number-filters',
			'/domains/{domain}/users/{user}/number-filters',
		),
	},
	{
		id: 'delete-all-user-timeframes-path',
		reason:
			'Deleting all timeframes of a user stands under DELETE /, which would be the whole API; the collection is the timeframes of the user.',
		key: rename('DELETE', '/', '/domains/{domain}/users/{user}/timeframes'),
	},
	{
		id: 'variant-key-spelling',
		reason:
			'HASHHACK and HACKHACK are older spellings of the # that marks a variant. The number of the phone number variant is taken by now, so that one gets a free number.',
		key: (method, key) =>
			offnetNumber(method, key) ??
			(/(HASHHACK|HACKHACK)\d*$/.test(key)
				? key.replace(/(HASHHACK|HACKHACK)(\d*)$/, '#$2')
				: undefined),
	},
	{
		id: 'trailing-slash',
		reason: 'A slash at the end of a path is not part of it.',
		key: (_, key) => (/[^/]\/(#|$)/.test(key) ? key.replace(/\/(#|$)/, '$1') : undefined),
	},
	{
		id: 'jwt-delegated-key',
		reason:
			'Older documents number the delegated JWT as the first variant; the newest gave that number to the refresh.',
		sourceKey: ({ method, key, operation }) => {
			if (method !== 'post' || key !== '/jwt#1') return undefined;
			const body = bodySchema(operation);
			const delegated = body?.$ref?.endsWith('/DeletegateRequest') || body?.properties?.user;
			return delegated ? '/jwt#3' : undefined;
		},
	},
];
