import { eachOperation, type Correction } from './correction';

/** What is wrong with who may call. */
export const securityCorrections: Correction[] = [
	{
		id: 'jwt-needs-authentication',
		reason:
			'Reading, revoking and delegating act on the credential that is presented, so they need one, although the documents say they need none.',
		mend: eachOperation(({ method, key, operation }) => {
			const acts = method === 'delete' || method === 'get' || key === '/jwt#3';
			if (!key.startsWith('/jwt') || !acts || !operation.security) return false;
			delete operation.security;
			return true;
		}),
	},
];
