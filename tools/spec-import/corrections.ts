import { additions } from './corrections/additions';
import { answerCorrections } from './corrections/answers';
import { bodyCorrections } from './corrections/bodies';
import { choiceCorrections } from './corrections/choices';
import type { Correction } from './corrections/correction';
import { formatCorrections } from './corrections/formats';
import { keyCorrections } from './corrections/keys';
import { parameterCorrections } from './corrections/parameters';
import { securityCorrections } from './corrections/security';
import { versionCorrections } from './corrections/versions';

export type { Correction } from './corrections/correction';

/**
 * Every correction, in the order in which they are applied: answers come before parameters, because
 * what is answered tells whether an operation is a list.
 */
export const corrections: Correction[] = [
	...keyCorrections,
	...securityCorrections,
	...bodyCorrections,
	...answerCorrections,
	...parameterCorrections,
	...choiceCorrections,
	...formatCorrections,
	...additions,
	...versionCorrections,
];
