/** Snapshots: which lists are in them, one spelling for all servers, and what differs. */
import fc from '../../support/fastCheck';
import type { IDataObject } from 'n8n-workflow';
import { operations } from '../../../nodes/NetSapiens/generated/operations';
import { spellings } from '../../../nodes/NetSapiens/generated/spellings';
import { canonical } from '../../../nodes/NetSapiens/snapshots/canonical';
import { changesBetween, notComparable } from '../../../nodes/NetSapiens/snapshots/compare';
import { inOrderOfKeys, keyOf } from '../../../nodes/NetSapiens/snapshots/keys';
import { configurationLists } from '../../../nodes/NetSapiens/snapshots/lists';
import type { Snapshot } from '../../../nodes/NetSapiens/snapshots/snapshot';
import { isSecretName } from '../../../nodes/NetSapiens/transport/secretNames';

/** Lists and records below a domain that are no configuration, or are in it by another list. */
const LEFT_OUT: Array<[pattern: RegExp, why: string]> = [
	[
		/\/(cdrs|calls|queuedcall|recordings|transcriptions|statistics|callqueuereport)\b/,
		'history or live',
	],
	[/\/(messagesessions|meetings|voicemails|cdr|participants)\b/, 'what people say to each other'],
	[/\/(presence|billing|dashboards|charts|video|voices)\b/, 'figures, screens and other services'],
	[/\/subscriptions$/, 'comes and goes with workflows'],
	[/\/vmailnag$/, 'one reminder, written over by each mailbox'],
	[/\/(callqueues|sites|users)\/list$/, 'a shorter form of another list'],
	[/\/users\/\{user\}\/(smsnumbers|addresses)\b/, 'part of the list of the domain'],
	[/\/phoneconfiguration\//, 'made from the other settings'],
	[/\/dialpolicy\/\{policy\}$/, 'name of a list of permissions'],
];

const read = Object.values(operations)
	.flatMap((ofResource) => Object.values(ofResource))
	.flatMap((one) => ('selector' in one ? Object.values(one.options) : [one]))
	.filter(({ method, path, result }) => {
		return (
			method === 'GET' &&
			path.startsWith('/domains/{domain}') &&
			['list', 'record'].includes(result)
		);
	})
	.map(({ path }) => path.replace('/domains/{domain}', ''));

const inSnapshot = configurationLists.flatMap(({ path, otherwise }) => [path, otherwise?.path]);

/** Whether a path is one record of a list that is in the snapshot. */
const isOneOf = (path: string) =>
	inSnapshot.some((list) => list !== undefined && path.startsWith(`${list}/{`)) ||
	/^\/callqueues\/\{callqueue\}\/agents/.test(path);

it.each([...new Set(read)])('knows whether %s is configuration', (path) => {
	const isKnown =
		inSnapshot.includes(path) ||
		isOneOf(path) ||
		path === '/autoattendants' ||
		LEFT_OUT.some(([pattern]) => pattern.test(path));
	expect(isKnown).toBe(true);
});

it('reads nothing that no operation reads', () => {
	const known = new Set(read);
	expect(inSnapshot.filter((path) => path !== undefined && !known.has(path))).toEqual([]);
});

/** Whose lists there are, by the placeholders in their paths. */
const OWNERS: Record<string, string[]> = {
	'{user}': ['users', 'people'],
	'{user} {prompt}': ['attendants'],
	'{dialplan}': ['dialPlans'],
	'{policy}': ['dialPolicies'],
};

it.each(configurationLists.flatMap((one) => [one, ...(one.otherwise ? [one.otherwise] : [])]))(
	'reads $path as the operation does that the panel has for it',
	({ path, since = '44', isRecord = false, each, kind }) => {
		const same = Object.values(operations)
			.flatMap((ofResource) => Object.values(ofResource))
			.flatMap((one) => ('selector' in one ? Object.values(one.options) : [one]))
			.filter((one) => one.method === 'GET' && one.path === `/domains/{domain}${path}`)
			.filter(({ result }) => ['list', 'record'].includes(result));
		expect(same.map((one) => [one.since, one.result === 'record'])).toContainEqual([
			since,
			isRecord,
		]);
		const places = path.match(/\{\w+\}/g)?.join(' ');
		expect(places === undefined ? [undefined] : OWNERS[places]).toContain(each);
		if (kind !== undefined) expect(Object.keys(spellings)).toContain(kind);
	},
);

const plain = (record: IDataObject, kind?: string) => canonical(record, kind, isSecretName);

it('has one spelling for values however they are written', () => {
	const documented = {
		'email-address': 'a@b.example',
		user: '0101',
		'name-first-name': 'Ada',
		x: '',
	};
	const live = { 'Name_First-Name': 'Ada', email: 'a@b.example', user: '0101', x: null, y: '[*]' };
	expect(JSON.stringify(plain(live, 'user'))).toBe(JSON.stringify(plain(documented, 'user')));
	expect(plain({ n: 12025550100, f: '1.202555e+10', b: true, l: [1, null, 'x'] })).toEqual({
		n: '12025550100',
		f: '12025550000',
		b: 'yes',
		l: ['1', 'x'],
	});
});

it('takes every known name of every value to the same one', () => {
	for (const [kind, groups] of Object.entries(spellings))
		for (const names of groups) {
			const seen = names.map((name) => Object.keys(plain({ [name]: 'x' }, kind)).join());
			expect([kind, new Set(seen).size]).toEqual([kind, 1]);
		}
});

it.each(configurationLists)('tells records of $name apart by what it keeps', ({ key, kind }) => {
	expect(key).not.toEqual([]);
	expect(key).not.toContain('');
	for (const name of key) expect(plain({ [name]: 'x' }, kind)).toEqual({ [name]: 'x' });
});

it('leaves out secrets and what changes by itself', () => {
	const record = {
		user: '101',
		'voicemail-login-pin': '1234',
		'device-sip-registration-password': 'x',
		smtp_pwd: 'x',
		'device-sip-registration-state': 'registered',
		'active-calls-total-current': 1,
		'last-modified-datetime': '2026-01-05',
		'file-access-url': 'https://pbx.example/?auth=1',
		inner: { password: 'x', kept: 'y' },
		'device-provisioning-overrides': 'admin.password="hunter2"\nsip_pin = 1234\nshipping: slow',
		'device-provisioning-registration-core-server': 'core1',
	};
	expect(plain(record)).toEqual({
		'device-provisioning-overrides': 'admin.password=***\nsip_pin = ***\nshipping: slow',
		'device-provisioning-registration-core-server': 'core1',
		inner: { kept: 'y' },
		user: '101',
	});
});

it.each([
	// What changes by itself, by names that servers have.
	['active-calls-total-current', false],
	['user-count-current', false],
	['count-agents-total', false],
	['callqueue-count-waiting', false],
	['agent_loggedin_count', false],
	['device-sip-registration-contact', false],
	['device-sip-registration-user-agent', false],
	['device-sip-registration-core-server', false],
	['core-server', false],
	['connection-latency-milliseconds', false],
	['user-presence-status', false],
	['status-message', false],
	['agent-status-message', false],
	['sub_portal_status', false],
	['last-login-datetime', false],
	['file-last-retrieved-datetime', false],
	['is-active', false],
	['callqueue-agent-availability-for-dispatch', false],
	['callqueue-agent-availability-type', false],
	['holiday-next-observance-datetime', false],
	['remotepath', false],
	['calls-since-startup', false],
	['minutes-this-month', false],
	['error-reading-file', false],
	['read-path', false],
	['time_range_data', false],
	// What somebody has set, though it is called alike.
	['inactive-timeout-seconds', true],
	['current-plan', true],
	['discount-plan', true],
	['name-last-name', true],
	['device-sip-registration-expiry-seconds', true],
	['device-provisioning-registration-core-server', true],
	['status-message-enabled', true],
	['is-active-by-default', true],
	['callqueue-agent-availability', true],
	['file-access-url-enabled', true],
	['limits-calls-this-month-max', true],
	['core-server-name', true],
	['user-presence-status-shown', true],
	['show_sub_portal_status', true],
	['callqueue-agent-availability-type-preset', true],
])('%s belongs into a snapshot: %s', (name, isKept) => {
	expect(plain({ [name]: 'x' })).toEqual(isKept ? { [name]: 'x' } : {});
});

it.each([
	['auth.password=hunter2', 'auth.password=***'],
	['pass=x', 'pass=***'],
	['Sip.Passwd : "two words" next', 'Sip.Passwd : *** next'],
	['"admin_pwd"="x"', '"admin_pwd"=***'],
	['client-secret=x;port=5060', 'client-secret=***;port=5060'],
	['user.pin=1234&x=1', 'user.pin=***&x=1'],
	['pin: 1234', 'pin: ***'],
	['shipping=slow', 'shipping=slow'],
])('of the settings %j it keeps %j', (text, kept) => {
	expect(plain({ text })).toEqual({ text: kept });
});

it('takes the first of two spellings of one value', () => {
	const both = { 'email-address': 'a@b.example', email: 'c@d.example' };
	expect(plain(both, 'user')).toEqual({ 'email-address': 'a@b.example' });
	expect(Object.keys(plain({ b: '1', ' a ': '2', c: false }))).toEqual(['a', 'b', 'c']);
});

it('leaves out groups in which nothing is set', () => {
	const nothing = { group: { inner: { x: '' } }, list: [null, '', {}], text: '[*]' };
	expect(plain({ ...nothing, no: false, zero: 0 })).toEqual({ no: 'no', zero: '0' });
});

it('orders records by key, whatever order they came in', () => {
	const records = fc.uniqueArray(fc.record({ user: fc.nat().map(String), x: fc.string() }), {
		selector: ({ user }) => user,
	});
	fc.assert(
		fc.property(records, fc.nat(), (rows, turn) => {
			const turned = [
				...rows.slice(turn % (rows.length || 1)),
				...rows.slice(0, turn % (rows.length || 1)),
			];
			expect(inOrderOfKeys('users', turned)).toEqual(inOrderOfKeys('users', rows));
		}),
	);
	expect(inOrderOfKeys('users', [{ user: '10' }, { user: '9' }])[0]).toEqual({ user: '9' });
	const alike = ['2', '1', '3', '1'].map((x) => ({ name: 'a', x }));
	expect(inOrderOfKeys('quotas', alike).map(({ x }) => x)).toEqual(['1', '1', '2', '3']);
	expect(keyOf('agents', { callqueue: '4000', 'callqueue-agent-id': '101@x' })).toBe(
		'4000 / 101@x',
	);
});

const snapshot = (lists: Snapshot['lists'], missing: string[] = []): Snapshot => ({
	domain: 'acme.example',
	takenAt: '2026-01-05T00:00:00.000Z',
	lists,
	missing: missing.map((list) => ({ list, reason: 'not there' })),
});

it('tells what was added, removed and changed', () => {
	const before = snapshot({
		users: [
			{ user: '101', 'name-first-name': 'Ada', 'name-last-name': 'Park', site: 'HQ' },
			{ user: '102' },
		],
		answerRules: [{ user: '101', 'time-frame': '*', 'forward-always': { enabled: 'no' } }],
	});
	const after = snapshot({
		users: [{ user: '101', 'name-first-name': 'Ada', 'name-last-name': 'Park' }, { user: '103' }],
		answerRules: [
			{
				user: '101',
				'time-frame': '*',
				'forward-always': { enabled: 'yes', parameters: ['102', 'vmail_101'] },
			},
		],
	});
	const told = changesBetween(before, after).map(
		({ change, list, key, name, field, before: b, after: a }) =>
			[change, list, key, name, field, b, a].join('|'),
	);
	expect(told).toEqual([
		'Changed|users|101|Ada Park|site|HQ|',
		'Removed|users|102||||',
		'Added|users|103||||',
		'Changed|answerRules|101 / *||forward-always.enabled|no|yes',
		'Changed|answerRules|101 / *||forward-always.parameters||102, vmail_101',
	]);
});

it('calls records by what people call them', () => {
	const of = (record: IDataObject) =>
		changesBetween(snapshot({ quotas: [] }), snapshot({ quotas: [record] }))[0]?.name;
	const names = { 'attendant-name': 'Main', 'name-full-name': 'Ada Park' };
	expect(of({ ...names, description: 'Sales' })).toBe('Sales');
	expect(of(names)).toBe('Main');
	expect(of({ 'name-full-name': 'Ada Park' })).toBe('Ada Park');
	expect(of({ ...names, 'name-last-name': 'Park' })).toBe('Park');
	expect(of({ 'timeframe-name': 'Night' })).toBe('Night');
	expect(of({ 'address-name': 'Dock' })).toBe('Dock');
	expect(of({ name: 'x' })).toBe('');
});

it('tells values in groups and lists by the way to them', () => {
	const told = (before: IDataObject, after: IDataObject) =>
		changesBetween(
			snapshot({ users: [{ user: '1', ...before }] }),
			snapshot({ users: [{ user: '1', ...after }] }),
		).map(({ field, before: was, after: is }) => [field, was, is]);
	const week = (to: string) => ({
		days: [
			{ day: 'monday', to },
			{ day: 'friday', to: '17' },
		],
	});
	expect(told(week('17'), week('18'))).toEqual([['days.0.to', '17', '18']]);
	expect(told({ a: { b: { c: '1' } } }, { a: { b: { c: '2' } } })).toEqual([['a.b.c', '1', '2']]);
	expect(told({ z: '1', b: ['1', '2'] }, { a: '1', b: ['2', '1'] })).toEqual([
		['a', '', '1'],
		['b', '1, 2', '2, 1'],
		['z', '1', ''],
	]);
});

it('tells records that share a key by their number, and knows lists that one has in addition', () => {
	const quotas = [{ name: 'a' }, { name: 'a', x: '1' }];
	const changes = changesBetween(
		snapshot({ quotas: [...quotas, { name: 'a', x: '2' }] }),
		snapshot({ quotas, sites: [{ site: 'HQ' }] }),
	);
	expect(changes.map(({ change, list, key, parts }) => [change, list, key, ...parts])).toEqual([
		['Removed', 'quotas', 'a (3)', 'a'],
		['Added', 'sites', 'HQ', 'HQ'],
	]);
	expect(keyOf('unknown', { x: '1' })).toBe('{"x":"1"}');
	expect(keyOf('agents', { callqueue: '4000' })).toBe('4000');
});

it('compares no list that one of the two lacks', () => {
	const before = snapshot({ users: [{ user: '101' }] });
	const after = snapshot({}, ['users']);
	expect(changesBetween(before, after)).toEqual([]);
	expect(notComparable(before, after)).toEqual(['users']);
	expect(notComparable(after, snapshot({}, ['users', 'phones']))).toEqual(['users', 'phones']);
});

it('finds nothing between equal snapshots, also where records share a key', () => {
	const one = snapshot({ quotas: [{ name: 'a' }, { name: 'a', x: '1' }] });
	expect(changesBetween(one, structuredClone(one))).toEqual([]);
});
