import type { Collection } from '../generic';
import type { Simulator } from '../simulator';

const uuid = (sim: Simulator) =>
	`${sim.random.hex(8)}-${sim.random.hex(4)}-4${sim.random.hex(3)}-a${sim.random.hex(3)}-${sim.random.hex(12)}`;
const number = (sim: Simulator) => String(sim.random.integer(100000, 999999));

/** Kinds of record without rules of their own. */
export const simpleCollections: Collection[] = [
	{
		table: 'dialplans',
		shape: '/domains/{}/dialplans',
		owners: ['domain'],
		key: 'dial-rule-dial-plan',
		views: { '/dialplans': 0 },
	},
	{
		table: 'dialrules',
		shape: '/domains/{}/dialplans/{}/dialrules',
		owners: ['domain', 'dial-rule-dial-plan'],
		key: 'dialrule',
		makeId: number,
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
		makeId: number,
	},
	{ table: 'system-dialpolicy', shape: '/dialpolicy', owners: [], key: 'dialpolicy' },
	{
		table: 'system-dialpolicy-permissions',
		shape: '/dialpolicy/{}/permission',
		owners: ['dialpolicy'],
		key: 'permission-id',
		makeId: number,
	},
	{
		table: 'smsnumbers',
		shape: '/domains/{}/smsnumbers',
		owners: ['domain'],
		key: 'number',
		views: { '/smsnumbers': 0 },
	},
	{ table: 'routes', shape: '/routes', owners: [], key: 'route-id', makeId: uuid },
	{
		table: 'route-connections',
		shape: '/routes/{}/routecon',
		owners: ['route-id'],
		key: 'route-connection-ordinal-index',
		makeId: number,
		shown: (_sim, record, row) => ({ ...record, 'route-connection-ordinal-index': Number(row.id) }),
	},
	{
		table: 'meetings',
		shape: '/domains/{}/users/{}/meetings',
		owners: ['domain', 'user'],
		key: 'id',
		makeId: (sim) => String(sim.random.integer(100000000, 999999999)),
		shown: (_sim, record, row) => ({ ...record, id: Number(row.id) }),
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
		table: 'config-definitions',
		shape: '/config-definitions',
		owners: [],
		key: 'config-name',
		exists: 'Config definition already exists',
		single: 'list',
		fields: 'list',
	},
	{
		table: 'conferences',
		shape: '/domains/{}/conferences',
		owners: ['domain'],
		key: 'aor',
		makeId: (sim) => `sip:${sim.random.integer(5000, 5999)}.conf`,
	},
	{
		table: 'conference-participants',
		shape: '/domains/{}/conferences/{}/participants',
		owners: ['domain', 'conference'],
		key: 'participant',
		makeId: number,
	},
	{
		table: 'nsconfigs',
		shape: '/nsconfigs',
		owners: [],
		key: 'config-name',
		bodyKey: 'config-name',
		created: (_sim, row) => (row.data.domain ??= '*'),
	},
];

export function registerSimple(sim: Simulator): void {
	for (const definition of simpleCollections) sim.collection(definition);
}
