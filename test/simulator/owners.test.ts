import { requireOwners, sees } from '../../simulator/auth/authorize';
import type { Principal } from '../../simulator/auth/principal';
import { rankOf } from '../../simulator/auth/scopes';
import { ApiError } from '../../simulator/errors';
import { Store, type Data } from '../../simulator/state/table';
import type { System } from '../../simulator/system';

/** Two resellers with a domain each. */
const store = new Store();
const DOMAINS: Record<string, string> = { 'own.example': 'Own', 'other.example': 'Other' };
for (const [domain, reseller] of Object.entries(DOMAINS)) {
	store.table('domains').put([], domain, {});
	store.table('resellers').put([], reseller, {});
}
const system = {
	store,
	resellerOf: (domain: string) => DOMAINS[domain] ?? '',
} as unknown as System;

const sender = (scope: string, reseller = 'Own'): Principal => ({
	...{ kind: 'key', scope, rank: rankOf(scope), reseller, domain: 'own.example', user: '101' },
	...{ keyId: 'k', readonly: false, expires: Infinity, clientId: '' },
});

/** Those who are asked about each owner, in the order of the columns. */
const SENDERS = [
	sender('Basic User'),
	sender('Office Manager'),
	sender('Reseller'),
	sender('Reseller', '*'),
	sender('Super User', '*'),
];

function status(principal: Principal, owners: Data): number {
	try {
		requireOwners(system, principal, owners);
		return 200;
	} catch (error) {
		return (error as ApiError).status;
	}
}

test.each<[Data, number[]]>([
	[{}, [200, 200, 200, 200, 200]],
	[{ domain: '', reseller: '' }, [200, 200, 200, 200, 200]],
	[{ domain: '~', reseller: '~' }, [200, 200, 200, 200, 200]],
	[{ domain: 'own.example' }, [200, 200, 200, 200, 200]],
	[{ domain: 'OWN.example', reseller: '*' }, [200, 200, 200, 200, 200]],
	[{ domain: 'own.example', reseller: '*' }, [200, 200, 200, 200, 200]],
	[{ domain: 'own.example', reseller: 'Other' }, [403, 403, 403, 200, 200]],
	[{ domain: 'other.example' }, [403, 403, 403, 200, 200]],
	[{ domain: 'no.example' }, [403, 403, 404, 404, 404]],
	[{ reseller: 'Own' }, [200, 200, 200, 200, 200]],
	[{ reseller: 'Other' }, [403, 403, 403, 200, 200]],
	[{ reseller: 'Nobody' }, [403, 403, 403, 404, 404]],
	[{ reseller: '*' }, [403, 403, 403, 403, 200]],
	[{ domain: '*' }, [403, 403, 403, 403, 200]],
	[{ domain: '*', reseller: '*' }, [403, 403, 403, 403, 200]],
	[{ domain: '*', reseller: 'Own' }, [403, 403, 200, 200, 200]],
])('who may write for %j', (owners, expected) => {
	expect(SENDERS.map((principal) => status(principal, owners))).toEqual(expected);
});

test.each<[Data, boolean[]]>([
	[{}, [true, true, true, true, true]],
	[{ domain: '*', reseller: '*' }, [true, true, true, true, true]],
	[{ domain: 'own.example', reseller: '*' }, [true, true, true, true, true]],
	[{ domain: 'other.example', reseller: '*' }, [false, false, false, true, true]],
	[{ domain: 'gone.example' }, [false, false, true, true, true]],
	[{ domain: '*', reseller: 'Own' }, [true, true, true, true, true]],
	[{ domain: '*', reseller: 'Other' }, [false, false, false, true, true]],
])('who sees what is for %j', (owners, expected) => {
	expect(SENDERS.map((principal) => sees(system, principal, owners))).toEqual(expected);
});

test.each<[Data, string]>([
	[{ domain: 'other.example' }, 'Domain not found or access denied'],
	[{ reseller: 'Other' }, 'Permission Denied'],
])('a reseller is told about %j', (owners, text) => {
	expect(() => requireOwners(system, sender('Reseller'), owners)).toThrow(text);
});

test.each<[Data, string]>([
	[{ domain: 'no.example' }, 'Domain no.example does not exist'],
	[{ reseller: 'Nobody' }, 'Reseller Nobody does not exist'],
])('a super user is told about %j', (owners, text) => {
	expect(() => requireOwners(system, sender('Super User'), owners)).toThrow(text);
});
