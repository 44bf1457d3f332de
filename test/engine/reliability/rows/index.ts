import type { Group } from '../row';
import { answers } from './answers';
import { files } from './files';
import { inputs } from './inputs';
import { lists } from './lists';
import { network } from './network';
import { redirects } from './redirects';
import { refusals } from './refusals';
import { runs } from './runs';
import { signIn } from './signIn';
import { trigger } from './trigger';

/** All rows of docs/reliability.md, in its order. */
export const groups: Group[] = [
	signIn,
	network,
	redirects,
	answers,
	refusals,
	lists,
	files,
	inputs,
	runs,
	trigger,
];
