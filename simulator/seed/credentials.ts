import type { Tokens } from '../auth/tokens';
import type { Simulator } from '../simulator';
import { isSystemUser } from '../tenant/system-users';

/** One credential of each kind, as the simulator prints them. */
export interface Credentials {
	apiKeys: { superUser: string; reseller: string; officeManager: string; basicUser: string };
	password: { clientId: string; clientSecret: string; username: string; password: string };
	/** A user who must also give a code of an authenticator (base32 secret). */
	mfa: { username: string; password: string; secret: string };
	domain: string;
}

/** Makes an OAuth client, keys of each scope and a user with an authenticator. */
export function seedCredentials(sim: Simulator, tokens: Tokens): Credentials {
	const first = [...sim.store.table('domains').below()][0];
	const domain = first?.id ?? '*';
	const reseller = String(first?.data.reseller ?? '*');
	const people = [...sim.store.table('users').below([domain])].filter((row) => !isSystemUser(row));
	const [manager, basic, supervisor] = people;
	const clientSecret = sim.random.hex(32);
	tokens.clients.set('demo-client', clientSecret);
	const key = (scope: string, more: Record<string, unknown>) =>
		sim.keys.make({ description: `${scope} key`, 'user-scope': scope, ...more }).key;
	const secret = sim.random.text(32, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
	if (supervisor) sim.accounts.setSecret(supervisor, secret);
	return {
		apiKeys: {
			superUser: key('Super User', { reseller: '*', domain: '*', 'can-create-keys': 'yes' }),
			reseller: key('Reseller', { reseller, domain: '*', 'can-create-keys': 'yes' }),
			officeManager: key('Office Manager', { reseller, domain, user: manager?.id ?? '' }),
			basicUser: key('Basic User', { reseller, domain, user: basic?.id ?? '' }),
		},
		password: {
			clientId: 'demo-client',
			clientSecret,
			username: String(manager?.data['login-username'] ?? ''),
			password: manager ? sim.accounts.password(manager) : '',
		},
		mfa: {
			username: String(supervisor?.data['login-username'] ?? ''),
			password: supervisor ? sim.accounts.password(supervisor) : '',
			secret,
		},
		domain,
	};
}
