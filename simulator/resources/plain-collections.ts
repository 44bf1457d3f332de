import type { Collection } from '../collection';
import { addCollection } from '../collection-routes';
import type { Random } from '../random';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

const uuid = (random: Random) =>
	`${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`;
const number = (random: Random) => String(random.integer(100000, 999999));

const collections = (sim: Simulator, { random } = sim): Collection[] => [
	{
		table: 'dialplans',
		shape: '/domains/{}/dialplans',
		owners: ['domain'],
		key: 'dial-rule-dial-plan',
		views: ['/dialplans'],
	},
	{
		table: 'dialrules',
		shape: '/domains/{}/dialplans/{}/dialrules',
		owners: ['domain', 'dial-rule-dial-plan'],
		key: 'dialrule',
		makeId: () => number(random),
	},
	{
		table: 'dialpolicy',
		shape: '/domains/{}/dialpolicy',
		owners: ['domain'],
		key: 'dialpolicy',
	},
	{
		table: 'dialpolicy-permissions',
		shape: '/domains/{}/dialpolicy/{}/permission',
		owners: ['domain', 'dialpolicy'],
		key: 'permission-id',
		makeId: () => number(random),
	},
	{ table: 'system-dialpolicy', shape: '/dialpolicy', owners: [], key: 'dialpolicy' },
	{
		table: 'system-dialpolicy-permissions',
		shape: '/dialpolicy/{}/permission',
		owners: ['dialpolicy'],
		key: 'permission-id',
		makeId: () => number(random),
	},
	{ table: 'routes', shape: '/routes', owners: [], key: 'route-id', makeId: () => uuid(random) },
	{
		table: 'route-connections',
		shape: '/routes/{}/routecon',
		owners: ['route-id'],
		key: 'route-connection-ordinal-index',
		makeId: () => number(random),
		shown: (record, row) => ({ ...record, 'route-connection-ordinal-index': Number(row.id) }),
	},
	{ table: 'certificates', shape: '/certificates', owners: [], key: 'common-name' },
	{
		table: 'phonetemplates',
		shape: '/domains/{}/phonetemplates',
		owners: ['domain'],
		key: 'phoneconfiguration-name',
	},
	{
		table: 'phoneconfigurations',
		shape: '/domains/{}/phoneconfiguration',
		owners: ['phoneconfiguration-domain'],
		key: 'phoneconfiguration-mac-address',
	},
	{
		table: 'dispositions',
		shape: '/domains/{}/dispositions',
		owners: ['domain'],
		key: 'call-disposition',
	},
	{
		table: 'conferences',
		shape: '/domains/{}/conferences',
		owners: ['domain'],
		key: 'aor',
		makeId: () => `sip:${random.integer(5000, 5999)}.conf`,
		created: (row, call) => sim.audit('create', 'conference', row, call),
		deleted: (row, call) => sim.audit('delete', 'conference', row, call),
	},
	{
		table: 'conference-participants',
		shape: '/domains/{}/conferences/{}/participants',
		owners: ['domain', 'conference'],
		key: 'participant',
		makeId: () => number(random),
	},
	{
		table: 'nsconfigs',
		shape: '/nsconfigs',
		owners: [],
		key: 'config-name',
		bodyKey: 'config-name',
		created: (row) => (row.data.domain ??= '*'),
	},
];

/** Kinds of record without rules of their own. */
export function registerPlainCollections(sim: Simulator, routes: Routes): void {
	for (const definition of collections(sim)) addCollection(sim, routes, definition);
}
