/** The scopes of people, least first; those of one line can do the same. */
export const SCOPES = [
	['No Portal', 'NDP'],
	['Basic User', 'Simple User'],
	['Advanced User', 'Call Center Agent'],
	['Call Center Supervisor', 'Site Manager'],
	['Office Manager'],
	['Reseller'],
	['Super User'],
];

export const levelOf = (scope: string): number =>
	SCOPES.findIndex((names) => names.includes(scope));

/** Which scope an operation takes at least. */
interface Rule {
	operations: RegExp;
	least: string;
	/** Who says so. What nobody says goes by whose it is: the system's, a reseller's, a domain's, a user's. */
	source: string;
}

const OWNERSHIP = 'nobody says; by whose it is';

/** First match wins; operations are written `METHOD /path/{}`. */
export const RULES: Rule[] = [
	{
		operations: /^\w+ \/(version|ssoEnroll|jwt|apikeys)\b/,
		least: 'No Portal',
		source:
			'GET /apikeys/~ works at any scope, /version needs no login (vendor document, a client)',
	},
	{
		operations: /^\w+ \/(auditlog|accesslog)$/,
		least: 'Super User',
		source: 'the audit log is the super user’s (third-party summary of the vendor guide)',
	},
	{
		operations:
			/^\w+ \/(backup|restore|nsconfigs|certificates|code|firebase|insight|routes|routecon)\b/,
		least: 'Super User',
		source: OWNERSHIP,
	},
	{ operations: /^(POST|DELETE) \/resellers/, least: 'Super User', source: OWNERSHIP },
	{
		operations: /^(POST|PUT|DELETE) \/config-definitions/,
		least: 'Super User',
		source: OWNERSHIP,
	},
	{
		operations: /^(PUT|DELETE) \/dialpolicy|^POST \/dialpolicy\/\{\}/,
		least: 'Super User',
		source: OWNERSHIP,
	},
	{
		operations: /^GET \/(holidays|phones\/(models|servers)|deviceprofiles|config-definitions)\b/,
		least: 'Basic User',
		source: OWNERSHIP,
	},
	{
		operations: /^GET \/(configurations|images|templates)\b/,
		least: 'Basic User',
		source: 'everybody’s portal shows them; which ones goes by whose they are',
	},
	{
		operations: /^\w+ \/(subscriptions|meetings|sipflow|calls)\b/,
		least: 'Basic User',
		source: 'a user subscribes to the own events (vendor document)',
	},
	{
		operations: /^\w+ \/(?!domains\/\{\})/,
		least: 'Reseller',
		source: 'GET /domains (production capture), GET /cdrs (vendor document): reseller and up',
	},
	{ operations: /^DELETE \/domains\/\{\}$/, least: 'Reseller', source: OWNERSHIP },
	{ operations: /^\w+ \/domains\/\{\}\/connections/, least: 'Reseller', source: OWNERSHIP },
	{
		operations: /^GET \/domains\/\{\}(\/count|\/billing)?$/,
		least: 'Basic User',
		source: 'below a reseller, /domains/~ is what there is (production capture)',
	},
	{ operations: /^PUT \/domains\/\{\}$/, least: 'Office Manager', source: OWNERSHIP },
	{
		operations: /^DELETE \/domains\/\{\}\/users\/\{\}$/,
		least: 'Office Manager',
		source: OWNERSHIP,
	},
	{
		operations: /^(POST|PUT|DELETE) \/domains\/\{\}\/users\/\{\}\/devices/,
		least: 'Office Manager',
		source: OWNERSHIP,
	},
	{
		operations: /^\w+ \/domains\/\{\}\/users\/\{\}(\/|$)/,
		least: 'Basic User',
		source: '/domains/~/users/~ works for every human token (production use)',
	},
	{
		operations:
			/^GET \/domains\/\{\}\/(users|contacts|timeframes|sites|departments|presence|callqueues|autoattendants|smsnumbers|messagesessions)\b/,
		least: 'Basic User',
		source: 'what a user’s own portal lists',
	},
	{ operations: /^\w+ \/domains\/\{\}\/subscriptions/, least: 'Basic User', source: OWNERSHIP },
	{
		operations: /^PATCH \/domains\/\{\}\/callqueues\//,
		least: 'Basic User',
		source: 'an agent signs in and out (vendor document)',
	},
	{
		operations:
			/^GET \/domains\/\{\}\/(statistics|callqueuereport|queuedcall|agents|calls|dispositions)\b/,
		least: 'Call Center Supervisor',
		source: OWNERSHIP,
	},
	{
		operations: /^\w+ \/domains\/\{\}\/(callqueues\/\{\}\/agents|queuedcall)/,
		least: 'Call Center Supervisor',
		source: OWNERSHIP,
	},
	{
		operations: /^\w+ \/domains\/\{\}\//,
		least: 'Office Manager',
		source: 'the whole domain is its office manager’s (production use)',
	},
];
