import { addCollection } from '../collection-routes';
import { conflict } from '../errors';
import { ACCEPTED } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { userChanged } from '../tenant/changes';

/** What goes when a user goes. Numbers routed to the user and agent entries stay. */
const BELOW = [
	'devices',
	'answerrules',
	'user-contacts',
	'user-timeframes',
	'user-addresses',
	'vmailnag',
	'greetings',
	'user-moh',
	'user-msg',
	'voicemails',
	'meetings',
];

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
			'email-address',
		],
		prepare: (_call, data, row) => prepare(sim, data, row),
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
			for (const table of BELOW) sim.store.table(table).deleteBelow([...row.parents, row.id]);
			sim.accounts.setSecret(row, '');
			sim.audit('delete', 'subscriber', row, call);
		},
	});
	// A user update is accepted, never answered with the record, whatever the body asks for.
	routes.on('PUT', '/domains/{}/users/{}', (call) => {
		const [domain = '', user = ''] = call.path;
		users.update(users.row([domain], user), call.body, call);
		return ACCEPTED;
	});
}

function prepare(sim: Simulator, data: Data, row?: Row): void {
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
