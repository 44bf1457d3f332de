import { FAULTS, MOMENTS, type FaultKind, type Kind, type Rule, type Setting } from './fault-kinds';

/** Options that every kind takes. */
const GENERAL = ['path', 'method', 'start', 'count', 'after', 'probability'];

const whole = (least: number): Rule => ({
	must: `be a whole number from ${least}`,
	fits: (value) => Number.isInteger(value) && Number(value) >= least,
});
const matching = (pattern: RegExp, must: string): Rule => ({
	must,
	fits: (value) => typeof value === 'string' && pattern.test(value),
});
const text = matching(/^/, 'be a text');
const yesOrNo: Rule = { must: 'be true or false', fits: (value) => typeof value === 'boolean' };

const RULES: { [Name in Exclude<keyof Setting, 'kind' | 'status'>]-?: Rule } = {
	path: {
		must: 'be the beginning of a path or a valid pattern between slashes',
		fits: (value) => typeof value === 'string' && readable(value),
	},
	method: matching(/^(get|post|put|patch|delete)$/i, 'be GET, POST, PUT, PATCH or DELETE'),
	start: whole(0),
	count: whole(1),
	after: whole(0),
	probability: {
		must: 'be a number from 0 to 1',
		fits: (value) => typeof value === 'number' && value >= 0 && value <= 1,
	},
	retryAfter: {
		must: 'be a number or a text of one line',
		fits: (value) =>
			typeof value === 'number' || (typeof value === 'string' && /^[ -~]*$/.test(value)),
	},
	carriedOut: yesOrNo,
	text,
	body: { must: 'be JSON', fits: () => true },
	to: matching(
		/^(https?:\/\/[^\s/]|\/)\S*$/,
		'be a URL, an origin or a path that begins with a slash',
	),
	when: {
		must: `be ${MOMENTS.join(', ')}`,
		fits: (value) => MOMENTS.some((moment) => moment === value),
	},
	bytes: whole(1),
	delay: whole(1),
	endless: yesOrNo,
	quiet: yesOrNo,
	rows: whole(1),
	positions: {
		must: 'be a list of whole numbers from 0',
		fits: (value) => Array.isArray(value) && value.every(whole(0).fits),
	},
	pages: whole(1),
	changing: matching(/./, 'be the name of a field'),
};

/** What each option of a fault must be, as in `limit must …`; the status depends on the kind. */
export const OPTIONS: Record<string, string> = Object.fromEntries(
	Object.entries(RULES).map(([option, { must }]) => [option, must]),
);

/** The pattern in a path that stands between slashes, undefined when it is a plain beginning. */
export function patternOf(path: string): RegExp | undefined {
	const [, pattern] = /^\/(.+)\/$/.exec(path) ?? [];
	return pattern === undefined ? undefined : new RegExp(pattern);
}

function readable(path: string): boolean {
	try {
		patternOf(path);
		return true;
	} catch {
		return false;
	}
}

/**
 * Checks the description of a fault.
 *
 * @throws Error with a sentence that says what is wrong with it
 */
export function checkSetting(given: Record<string, unknown>): Setting {
	const name = given.kind;
	if (typeof name !== 'string' || !Object.hasOwn(FAULTS, name)) {
		throw new Error(`kind must be one of ${Object.keys(FAULTS).join(', ')}.`);
	}
	const kind: Kind = FAULTS[name as FaultKind];
	const missing = kind.needs?.find((option) => given[option] === undefined);
	if (missing) throw new Error(`${name} needs ${missing}.`);
	const known = [...GENERAL, ...(kind.needs ?? []), ...(kind.takes ?? [])];
	for (const [option, value] of Object.entries(given)) {
		if (option === 'kind') continue;
		if (!known.includes(option)) {
			throw new Error(`${name} does not take ${option}, only ${known.join(', ')}.`);
		}
		const rule = option === 'status' ? kind.status : RULES[option as keyof typeof RULES];
		if (rule && !rule.fits(value)) throw new Error(`${option} must ${rule.must}.`);
	}
	return given as unknown as Setting;
}
