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

it('compares no list that one of the two lacks', () => {
	const before = snapshot({ users: [{ user: '101' }] });
	const after = snapshot({}, ['users']);
	expect(changesBetween(before, after)).toEqual([]);
	expect(notComparable(before, after)).toEqual(['users']);
});

it('finds nothing between equal snapshots, also where records share a key', () => {
	const one = snapshot({ quotas: [{ name: 'a' }, { name: 'a', x: '1' }] });
	expect(changesBetween(one, structuredClone(one))).toEqual([]);
});
