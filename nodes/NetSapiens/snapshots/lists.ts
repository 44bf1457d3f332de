/** One list or record of the configuration of a domain. */
export interface ConfigurationList {
	/** Name in the snapshot. */
	name: string;
	/** Below `/domains/{domain}`. */
	path: string;
	/** First core version that has it. */
	since?: string;
	/** Kind of record in spec/dialects.yaml. */
	kind?: string;
	/** Fields that name a record. */
	key: string[];
	query?: Record<string, string>;
	/** There is one for each of these; their names stand in for the placeholder. */
	each?: 'users' | 'people' | 'attendants' | 'dialPlans' | 'dialPolicies';
	/** A record and no list. */
	isRecord?: true;
	/** What is read in its place where the server does not have it. */
	otherwise?: ConfigurationList;
}

const devices = { name: 'devices', kind: 'device', key: ['user', 'device'] };

/** Everything that says how a domain works; history, live state and files are left out. */
export const configurationLists: ConfigurationList[] = [
	{ name: 'domain', path: '', kind: 'domain', key: ['domain'], isRecord: true },
	{ name: 'users', path: '/users', kind: 'user', key: ['user'] },
	{ name: 'sites', path: '/sites', kind: 'user', key: ['site'] },
	{ name: 'departments', path: '/departments/list', since: '45', key: ['value'] },
	{
		...devices,
		path: '/devices',
		since: '45',
		otherwise: { ...devices, path: '/users/{user}/devices', each: 'people' },
	},
	{
		name: 'answerRules',
		path: '/users/{user}/answerrules',
		kind: 'answerRule',
		key: ['user', 'time-frame'],
		each: 'users',
	},
	{
		name: 'sharedTimeframes',
		path: '/timeframes',
		kind: 'timeframe',
		key: ['timeframe-id', 'timeframe-name'],
	},
	{
		name: 'userTimeframes',
		path: '/users/{user}/timeframes',
		kind: 'timeframe',
		key: ['user', 'timeframe-id', 'timeframe-name'],
		each: 'people',
	},
	{ name: 'callQueues', path: '/callqueues', kind: 'callQueue', key: ['callqueue'] },
	{ name: 'agents', path: '/agents', kind: 'agent', key: ['callqueue', 'callqueue-agent-id'] },
	{
		name: 'autoAttendants',
		path: '/users/{user}/autoattendants/{prompt}',
		key: ['user', 'starting-prompt'],
		each: 'attendants',
		isRecord: true,
	},
	{ name: 'phoneNumbers', path: '/phonenumbers', kind: 'phoneNumber', key: ['phonenumber'] },
	{ name: 'smsNumbers', path: '/smsnumbers', key: ['number'], query: { dest: '*' } },
	{ name: 'phones', path: '/phones', kind: 'phone', key: ['device-provisioning-mac-address'] },
	{
		name: 'emergencyAddresses',
		path: '/addresses',
		kind: 'emergencyAddress',
		key: ['emergency-address-id'],
	},
	{
		name: 'emergencyEndpoints',
		path: '/addresses/endpoints',
		kind: 'emergencyEndpoint',
		key: ['address-callback-number', 'emergency-address-id'],
	},
	{ name: 'sharedContacts', path: '/contacts', kind: 'contact', key: ['unique-id'] },
	{
		name: 'userContacts',
		path: '/users/{user}/contacts',
		kind: 'contact',
		key: ['user', 'unique-id'],
		each: 'people',
	},
	{ name: 'blockedNumbers', path: '/number-filters', since: '44.3', key: ['time-frame'] },
	{
		name: 'userBlockedNumbers',
		path: '/users/{user}/number-filters',
		since: '44.3',
		key: ['user', 'time-frame'],
		each: 'people',
	},
	{ name: 'musicOnHold', path: '/moh', kind: 'greeting', key: ['ordinal-order'] },
	{ name: 'holdMessages', path: '/msg', kind: 'greeting', key: ['ordinal-order'] },
	{
		name: 'userMusicOnHold',
		path: '/users/{user}/moh',
		kind: 'greeting',
		key: ['user', 'ordinal-order'],
		each: 'people',
	},
	{
		name: 'userHoldMessages',
		path: '/users/{user}/msg',
		kind: 'greeting',
		key: ['user', 'ordinal-order'],
		each: 'people',
	},
	{
		name: 'greetings',
		path: '/users/{user}/greetings',
		kind: 'greeting',
		key: ['user', 'ordinal-order'],
		each: 'people',
	},
	{ name: 'conferences', path: '/conferences', since: '45', key: ['aor', 'conference', 'user'] },
	{
		name: 'dialRules',
		path: '/dialplans/{dialplan}/dialrules',
		kind: 'dialRule',
		key: ['dial-rule-dial-plan', 'dialrule'],
		each: 'dialPlans',
	},
	{
		name: 'dialPermissions',
		path: '/dialpolicy/{policy}/permission',
		since: '45',
		key: ['policy', 'permission-match', 'id'],
		each: 'dialPolicies',
	},
	{ name: 'sipTrunks', path: '/connections', key: ['connection-orig-match-pattern'] },
	{ name: 'callDispositions', path: '/dispositions', since: '45', key: ['call-disposition'] },
	{ name: 'phoneTemplates', path: '/phonetemplates', since: '45', key: ['name'] },
	{ name: 'quotas', path: '/quotas', since: '45', key: ['name'] },
];
