import { compare, type Finding, type Server } from '../../nodes/NetSapiens/compatibility/compare';
import { readDocument } from '../../nodes/NetSapiens/compatibility/document';
import { offeredBy } from '../../nodes/NetSapiens/compatibility/offered';
import {
	countsOf,
	problemOf,
	type Counts,
	type Problem,
} from '../../nodes/NetSapiens/compatibility/report';
import { versionIn } from '../../nodes/NetSapiens/compatibility/version';
import { operations } from '../../nodes/NetSapiens/generated/operations';
import { properties, resources } from '../../nodes/NetSapiens/generated/properties';
import { spellings } from '../../nodes/NetSapiens/generated/spellings';
import { bare } from '../../nodes/NetSapiens/spellings';
import { isAboutRights } from '../../nodes/NetSapiens/transport/failure';
import { switches, type SwitchName } from '../../simulator/switches';
import type { DialectWords } from '../generate/words';
import { accessTo, type Access, type Login } from './access';
import { fits, saidNames, type Fit, type SaidName } from './dialect';
import { Lab, rowsOf } from './lab';
import { callRecords } from './probes/cdrs';
import { clearing } from './probes/clearing';
import { emptyList, longestPage, oneRow, paging, undocumentedRoutes } from './probes/lists';
import { readNames } from './probes/names';
import { scope, signInErrors } from './probes/refusals';
import { apiKey, signIn, slashes, versionWord } from './probes/server';
import { details, subscriptionDates, values, voicemails } from './probes/values';
import { seen, unseen, type Probe, type Sight } from './sight';
import { CannotGoOn, Wire, WritingWire } from './wire';

/** What is to be looked at, and how. */
export interface Settings extends Login {
	/** Milliseconds between two requests. */
	pause: number;
	/** Where to look; the credential's own domain, or the first that it sees, when left out. */
	domain?: string;
	/** Also send requests that must be refused: without a bearer, with one that is none. */
	refusals: boolean;
	/** A free extension: a user is made there, changed and removed. Without it, nothing is written. */
	tryWrites?: string;
}

/** What was found out about a server. Nothing in it is a value that the server sent. */
export interface Findings {
	serverVersion?: string;
	documentVersion?: string;
	signedInBy: Access['kind'];
	scope?: string;
	requests: number;
	/** Every switch of the simulator, in its order. */
	sights: Sight[];
	names: SaidName[];
	fits: Fit[];
	/** How many columns of each kind of record nothing is known about. */
	unknownCounts: Record<string, number>;
	counts: Counts;
	problems: Problem[];
	/** Why the server's own document could not be used. */
	withoutDocument?: string;
}

/** What is for the person at the terminal only: names may be anything. */
export interface Asides {
	/** Columns that nothing is known about, by kind of record. */
	unknown: Map<string, string[]>;
}

const ALWAYS: Array<[what: string, probe: Probe]> = [
	['version', versionWord],
	['sign-in', signIn],
	['key', apiKey],
	['lists', paging],
	['lists of one', oneRow],
	['empty lists', emptyList],
	['values', values],
	['single records', details],
	['texts', slashes],
	['voicemails', voicemails],
	['subscriptions', subscriptionDates],
	['call records', callRecords],
	['long pages', longestPage],
	['counts', undocumentedRoutes],
	['scope', scope],
];

/**
 * Looks at a server without changing anything on it, unless an extension to try writes with is given.
 *
 * @param say is told what is looked at
 * @throws CannotGoOn or UserError that say what to do
 */
export async function verify(
	settings: Settings,
	dialects: DialectWords,
	say: (what: string) => void = () => {},
): Promise<Findings & Asides> {
	const access = await accessTo(settings);
	const { tryWrites } = settings;
	const how = { ...settings, authorization: `Bearer ${access.bearer}` };
	const wire = tryWrites === undefined ? new Wire(how) : new WritingWire(how);
	try {
		return await look(settings, access, wire, dialects, say);
	} finally {
		await wire.close();
	}
}

async function look(
	{ domain, refusals, tryWrites }: Settings,
	access: Access,
	wire: Wire,
	dialects: DialectWords,
	say: (what: string) => void,
): Promise<Findings & Asides> {
	const lab = await Lab.open(wire, access, dialects, domain);
	await assertAccepted(lab);
	const serverVersion = versionIn(rowsOf(await lab.get('/version'))[0]?.apiversion);
	const sights: Sight[] = [];
	const probes = refusals ? [...ALWAYS, ['refusals', signInErrors] as const] : ALWAYS;
	for (const [what, probe] of probes) {
		say(what);
		sights.push(...(await probe(lab)));
	}
	if (tryWrites !== undefined && wire instanceof WritingWire) {
		say('clearing');
		sights.push(...(await clearing(lab, wire, tryWrites)));
	}
	say('names');
	const { seen: columns, unknown } = await readNames(lab);
	const names = saidNames(columns, dialects);
	const ranked = fits(names, dialects, serverVersion);
	say('operations');
	const { document, why } = await readOwnDocument(wire);
	const server: Server = { version: serverVersion ?? document?.version, document };
	const offered = offeredBy(operations, { resources, properties });
	const problems = compare(offered, server, spellings).map((one) => problemOf(tame(one), server));
	const isComparable = server.version !== undefined || document !== undefined;
	return {
		serverVersion,
		documentVersion: document?.version,
		signedInBy: access.kind,
		scope: await scopeOf(lab),
		requests: wire.sent,
		sights: allSights([...sights, dialectSight(ranked)], refusals),
		names,
		fits: ranked,
		unknown,
		unknownCounts: Object.fromEntries([...unknown].map(([kind, found]) => [kind, found.length])),
		counts: countsOf(problems, isComparable ? offered.length : 0),
		problems,
		withoutDocument: why,
	};
}

/** @throws CannotGoOn when the server does not accept the credential */
async function assertAccepted(lab: Lab): Promise<void> {
	const { status, text } = await lab.ownRecord();
	if (status !== 401 || isAboutRights(text)) return;
	throw new CannotGoOn(
		'The server does not accept the credential. Check that it is whole, was not revoked, and may be used from this address.',
	);
}

/** Names of fields go into the report only where they look like those of an API. */
function tame(finding: Finding): Finding {
	const shown = (name: string) => (/^[a-z][\w-]* ?$/i.test(name) ? name : '(another name)');
	return {
		...finding,
		requires: finding.requires.map((one) => ({ ...one, name: shown(one.name) })),
		renamed: finding.renamed.map((one) => ({ ...one, theirs: shown(one.theirs) })),
	};
}

function dialectSight([best, second]: Fit[]): Sight {
	if (!best || best.agrees === 0) {
		return unseen('record-names', 'needs records whose names differ from dialect to dialect');
	}
	const tie =
		second?.agrees === best.agrees ? `; ${second.dialect} fits as well, its version less` : '';
	const how = `${best.agrees} of ${best.agrees + best.disagrees} names fit${tie}`;
	return seen('record-names', best.dialect, how);
}

/** Every switch once, in the simulator's order. */
function allSights(sights: Sight[], refusals: boolean): Sight[] {
	const known = new Map(sights.map((sight) => [sight.switch, sight]));
	const why = refusals ? 'reading does not tell' : 'reading does not tell, or was not tried';
	return (Object.keys(switches) as SwitchName[]).map(
		(name) => known.get(name) ?? unseen(name, why),
	);
}

async function readOwnDocument(wire: Wire) {
	const { status, body } = await wire.ownDocument();
	if (status !== 200) return { why: `the server answered with status ${status}` };
	const document = readDocument(body);
	return document ? { document } : { why: 'what the server gave is no OpenAPI document' };
}

/** The scopes that there are (facts: scopes). */
const SCOPES = [
	'Basic User',
	'Simple User',
	'Advanced User',
	'Call Center Agent',
	'Site Manager',
	'Call Center Supervisor',
	'Office Manager',
	'Reseller',
	'Super User',
	'NDP',
	'No Portal',
];

async function scopeOf(lab: Lab): Promise<string | undefined> {
	const [own] = rowsOf(await lab.ownRecord());
	const said = bare(String(own?.['user-scope'] ?? lab.access.scope ?? ''));
	return SCOPES.find((scope) => bare(scope) === said);
}
