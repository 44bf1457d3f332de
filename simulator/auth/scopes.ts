/** The scopes of a user, least first. */
export const RANK: Record<string, number> = {
	'No Portal': 0,
	NDP: 0,
	'Basic User': 1,
	'Simple User': 1,
	'Advanced User': 2,
	'Call Center Agent': 2,
	'Site Manager': 3,
	'Call Center Supervisor': 3,
	'Office Manager': 4,
	Reseller: 5,
	'Super User': 6,
};

export const BASIC = 1;
export const SUPERVISOR = 3;
export const MANAGER = 4;
export const RESELLER = 5;
export const SUPER = 6;

/** How high a scope stands; unknown ones stand lowest. */
export const rankOf = (scope: string): number => RANK[scope] ?? 0;

type Rule = [methods: RegExp, shape: RegExp, rank: number];

/**
 * Lowest rank by endpoint, first match wins. What is system-wide belongs to the super user or the
 * reseller, a domain to its office manager, a user's own branch to that user; the fine grain is ours.
 */
const RULES: Rule[] = [
	[/./, /^\/(version|apikeys|jwt|tokens|authCode|ssoEnroll)\b/, 0],
	[
		/./,
		/^\/(backup|restore|nsconfigs|certificates|code|firebase|insight|accesslog|auditlog)\b/,
		SUPER,
	],
	[/./, /^\/(routes|routecon)\b/, SUPER],
	[/POST|DELETE/, /^\/resellers\b/, SUPER],
	[/./, /^\/resellers\b/, RESELLER],
	[/POST|PUT|DELETE/, /^\/config-definitions\b/, SUPER],
	[/PUT|DELETE/, /^\/dialpolicy\b/, SUPER],
	[/POST/, /^\/dialpolicy\/\{\}\//, SUPER],
	[
		/GET/,
		/^\/(holidays|phones\/models|phones\/servers|deviceprofiles|config-definitions|configurations)\b/,
		BASIC,
	],
	[/GET/, /^\/(images|templates)\b/, BASIC],
	[/./, /^\/(subscriptions|meetings|sipflow|calls)\b/, BASIC],
	[/DELETE/, /^\/domains\/\{\}$/, RESELLER],
	[/GET/, /^\/domains\/\{\}(\/count|\/billing)?$/, BASIC],
	[/PUT/, /^\/domains\/\{\}$/, MANAGER],
	[/./, /^\/domains\/\{\}\/connections\b/, RESELLER],
	[/GET/, /^\/domains\/\{\}\/users\/\{\}(\/|$)/, BASIC],
	[/DELETE/, /^\/domains\/\{\}\/users\/\{\}$/, MANAGER],
	[/./, /^\/domains\/\{\}\/users\/\{\}\/devices\b/, MANAGER],
	[/./, /^\/domains\/\{\}\/users\/\{\}(\/|$)/, BASIC],
	[
		/GET/,
		/^\/domains\/\{\}\/(users|contacts|timeframes|sites|departments|presence|callqueues|autoattendants|smsnumbers|messagesessions)\b/,
		BASIC,
	],
	[/./, /^\/domains\/\{\}\/subscriptions\b/, BASIC],
	[/PATCH/, /^\/domains\/\{\}\/callqueues\//, BASIC],
	[
		/GET/,
		/^\/domains\/\{\}\/(statistics|callqueuereport|queuedcall|agents|calls|dispositions)\b/,
		SUPERVISOR,
	],
	[/./, /^\/domains\/\{\}\/(callqueues\/\{\}\/agents|queuedcall)\b/, SUPERVISOR],
	[/./, /^\/domains\/\{\}\//, MANAGER],
	[/./, /./, RESELLER],
];

/** The lowest rank that may use an endpoint. */
export function requiredRank(method: string, shape: string): number {
	for (const [methods, shapes, rank] of RULES) {
		if (methods.test(method) && shapes.test(shape)) return rank;
	}
	return SUPER;
}
