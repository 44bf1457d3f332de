import type { Tokens } from '../auth/tokens';
import { Routes } from '../routes';
import type { Simulator } from '../simulator';
import { registerAddresses } from './addresses';
import { registerAnswerRules } from './answerrules';
import { registerApiKeys } from './apikeys';
import { registerAudio } from './audio';
import { registerAuditLog } from './auditlog';
import { registerAutoAttendants } from './autoattendants';
import { registerBackups } from './backups';
import { registerCallQueues } from './callqueues';
import { registerCalls } from './calls';
import { registerCdrs } from './cdrs';
import { registerConfigurations } from './configurations';
import { registerContacts } from './contacts';
import { registerCounts } from './counts';
import { registerDevices } from './devices';
import { registerDomains } from './domains';
import { registerFirebase } from './firebase';
import { registerHolidays } from './holidays';
import { registerJwt } from './jwt';
import { registerMail } from './mail';
import { registerMeetings } from './meetings';
import { registerMessages } from './messages';
import { registerNumberFilters } from './number-filters';
import { registerOnePerOwner } from './one-per-owner';
import { registerPhoneNumbers } from './phonenumbers';
import { registerPhones } from './phones';
import { registerPlainCollections } from './plain-collections';
import { registerPresence } from './presence';
import { registerRecordings } from './recordings';
import { registerResellers } from './resellers';
import { registerSites } from './sites';
import { registerSmsNumbers } from './smsnumbers';
import { registerStateless } from './stateless';
import { registerStatistics } from './statistics';
import { registerStoredFiles } from './stored-files';
import { registerSubscriptions } from './subscriptions';
import { registerTimeframes } from './timeframes';
import { registerTokens } from './tokens';
import { registerTrunks } from './trunks';
import { registerUsers } from './users';
import { registerVersion } from './version';
import { registerVoicemails } from './voicemails';

/** In any order: none of them looks at what another one set. */
const RESOURCES = [
	registerAddresses,
	registerAnswerRules,
	registerApiKeys,
	registerAudio,
	registerAuditLog,
	registerAutoAttendants,
	registerBackups,
	registerCallQueues,
	registerCalls,
	registerCdrs,
	registerConfigurations,
	registerContacts,
	registerDevices,
	registerDomains,
	registerMail,
	registerMeetings,
	registerMessages,
	registerNumberFilters,
	registerOnePerOwner,
	registerPhoneNumbers,
	registerPhones,
	registerPlainCollections,
	registerPresence,
	registerRecordings,
	registerResellers,
	registerSites,
	registerSmsNumbers,
	registerStatistics,
	registerStoredFiles,
	registerSubscriptions,
	registerTimeframes,
	registerTrunks,
	registerUsers,
	registerVersion,
	registerVoicemails,
];

/** Says what answers each endpoint of the API. @throws Error when two things would answer one */
export function registerResources(sim: Simulator, tokens: Tokens): Routes {
	const routes = new Routes(sim.spec);
	for (const register of RESOURCES) register(sim, routes);
	registerFirebase(routes);
	registerHolidays(routes);
	registerTokens(sim, routes, tokens);
	registerJwt(sim, routes, tokens);
	// What is left over comes last: counts of the lists there are, then the endpoints nobody took.
	registerCounts(sim.spec, routes);
	registerStateless(sim.spec, routes);
	return routes;
}
