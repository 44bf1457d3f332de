import { rankOf } from '../auth/scopes';
import { addCollection } from '../collection-routes';
import { conflict, forbidden } from '../errors';
import { ACCEPTED, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { userChanged, userGone } from '../tenant/changes';
import { depart } from '../tenant/departure';

const DIGITS: Record<string, string> = {};
'2abc 3def 4ghi 5jkl 6mno 7pqrs 8tuv 9wxyz'.split(' ').forEach((group) => {
	for (const letter of group.slice(1)) DIGITS[letter] = group[0] ?? '';
});

/** First three letters of a name as keys of a phone, for dial by name; 0 pads short names. */
export function directoryDigits(name: string): number {
	const digits = [...name.toLowerCase()].map((letter) => DIGITS[letter] ?? '').join('');
	return Number(digits.slice(0, 3).padEnd(3, '2'));
}

export function registerUsers(sim: Simulator, routes: Routes): void {
	const users = addCollection(sim, routes, {
		table: 'users',
		shape: '/domains/{}/users',
		owners: ['domain'],
		key: 'user',
		exists: 'UID already exists.',
		missing: (user, [domain]) => `User ${user} does not exist in domain ${domain}`,
		brief: [
			'user',
			'domain',
			'name-first-name',
			'name-last-name',
			'department',
			'site',
			'directory-name-number-dtmf-mapping',
		],
		prepare: (call, data, row) => prepare(sim, call, data, row),
		created: (row, call) => {
			complete(sim, row);
			sim.accounts.index(row);
			sim.resource('answerrules').create([...row.parents, row.id], '*', {
				enabled: 'yes',
				order: 99,
				'is-active': true,
				'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>'] },
			});
			sim.audit('create', 'subscriber', row, call);
			userChanged(sim, row);
		},
		updated: (row, before, call) => {
			if (row.data['login-username'] !== before['login-username']) sim.accounts.index(row);
			sim.audit('update', 'subscriber', row, call);
			userChanged(sim, row);
		},
		deleted: (row, call) => {
			sim.audit('delete', 'subscriber', row, call);
			userGone(sim, row);
			// Numbers that lead to the user and entries as agent stay.
			depart(sim, { domain: row.parents[0] ?? '', user: row.id });
		},
	});
	// A user update is accepted, never answered with the record, whatever the body asks for.
	routes.on('PUT', '/domains/{}/users/{}', (call) => {
		const [domain = '', user = ''] = call.path;
		users.update(users.row([domain], user), call.body, call);
		return ACCEPTED;
	});
	routes.on('DELETE', '/domains/{}/users/{}', (call) => {
		const [domain = '', user = ''] = call.path;
		requireScope(call, users.row([domain], user).data);
		return users.del(call);
	});
}

/** Nobody gives a scope above the own, or changes somebody who has one. @throws ApiError 403 */
function requireScope({ principal }: Call, { 'user-scope': scope = '' }: Data): void {
	if (rankOf(String(scope)) > principal.rank) throw forbidden();
}

function prepare(sim: Simulator, call: Call, data: Data, row?: Row): void {
	requireScope(call, data);
	if (row) requireScope(call, row.data);
	const login = data['login-username'];
	if (login !== undefined && login !== '' && sim.accounts.taken(String(login), row)) {
		throw conflict('UID already exists.');
	}
}

/** Fills in what the server computes for a new user. */
function complete(sim: Simulator, row: Row): void {
	const { data } = row;
	const domain = sim.store.table('domains').find([], row.parents[0] ?? '')?.data ?? {};
	const first = String(data['name-first-name'] ?? '');
	const last = String(data['name-last-name'] ?? '');
	row.data = {
		...data,
		'login-username': data['login-username'] || `${row.id}@${row.parents[0]}`,
		'dial-plan': data['dial-plan'] || domain['dial-plan'] || row.parents[0],
		'dial-policy': data['dial-policy'] || domain['dial-policy'] || 'US and Canada',
		'time-zone': data['time-zone'] || domain['time-zone'] || 'US/Eastern',
		'user-presence-status': 'open',
		'directory-name-number-dtmf-mapping':
			data['directory-name-number-dtmf-mapping'] ?? directoryDigits(last || first),
		'ring-no-answer-timeout-seconds': data['ring-no-answer-timeout-seconds'] ?? 25,
		'account-status': data['account-status'] ?? 'standard',
		'service-code': data['service-code'] ?? '',
		'created-datetime': data['created-datetime'] ?? sim.isoNow(),
		'last-modified-datetime': sim.isoNow(),
	};
}
