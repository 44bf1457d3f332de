import { Jwts } from '../auth/jwts';
import { Tokens } from '../auth/tokens';
import type { Simulator } from '../simulator';
import { registerAnswerRules } from './answerrules';
import { registerCallQueues } from './callqueues';
import { registerCdrs } from './cdrs';
import { registerContacts } from './contacts';
import { registerDevices } from './devices';
import { registerDomains } from './domains';
import { registerFallback } from './fallback';
import { registerPhoneNumbers } from './phonenumbers';
import { registerPhones } from './phones';
import { registerResellers } from './resellers';
import { registerSimple } from './simple';
import { registerSites } from './sites';
import { registerTimeframes } from './timeframes';
import { registerUsers } from './users';
import { registerVersion } from './version';

/** Sets what answers each endpoint. */
export function registerResources(sim: Simulator): { tokens: Tokens } {
	registerSimple(sim);
	registerVersion(sim);
	registerResellers(sim);
	registerDomains(sim);
	registerUsers(sim);
	registerDevices(sim);
	registerPhoneNumbers(sim);
	registerPhones(sim);
	registerSites(sim);
	registerCallQueues(sim);
	registerAnswerRules(sim);
	registerContacts(sim);
	registerTimeframes(sim);
	registerCdrs(sim);
	sim.keys.register();
	const tokens = new Tokens(sim);
	tokens.register();
	new Jwts(sim, tokens).register();
	registerFallback(sim);
	return { tokens };
}
