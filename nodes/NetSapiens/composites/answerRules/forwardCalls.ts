import { UserError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { isEmpty, toggle } from '../../execute/scalars';
import type { Task } from '../plan/plan';
import { carryOut } from '../plan/runner';
import { changing, chosenRules, readRules, targetsOf, userOf, type Rule } from './rules';

/** When calls are forwarded: features of an answer rule. */
const FEATURES = [
	'forward-always',
	'forward-no-answer',
	'forward-on-busy',
	'forward-when-unregistered',
	'forward-on-active',
] as const;

/**
 * Turns forwarding on or off in a user's answer rules. Destinations stay when it is turned off, so
 * that it can be turned on again without naming them.
 *
 * @throws UserError when there is no such rule, or no destination
 */
export async function forwardCalls(call: Call): Promise<INodeExecutionData[]> {
	const { query } = call.values;
	const isOn = toggle(query.turnOn ?? true, 'Turn On');
	const rules = chosenRules(call, await readRules(call));
	const wanted = (rule: Rule): IDataObject =>
		Object.fromEntries(
			featuresIn(query.forwardWhen).map((name) => [
				name,
				isOn ? forwarding(rule, name, query.forwardTo) : off(rule, name),
			]),
		);
	return await carryOutFor(call, rules, wanted);
}

/** Turns Do Not Disturb on or off in a user's answer rules. @throws UserError when there is no such rule */
export async function setDoNotDisturb(call: Call): Promise<INodeExecutionData[]> {
	const isOn = toggle(call.values.query.turnOn ?? true, 'Turn On');
	const rules = chosenRules(call, await readRules(call));
	return await carryOutFor(call, rules, () => ({
		'do-not-disturb': { enabled: isOn ? 'yes' : 'no' },
	}));
}

async function carryOutFor(
	call: Call,
	rules: Rule[],
	wanted: (rule: Rule) => IDataObject,
): Promise<INodeExecutionData[]> {
	const steps = rules.flatMap((rule) => changing(call, rule, wanted(rule)));
	const result = steps.length > 0 ? 'updated' : 'unchanged';
	const task: Task = { key: userOf(call), result, items: [], steps };
	const plan = { stages: [[task]], showsSteps: true };
	const dryRun = toggle(call.values.query.dryRun ?? false, 'Dry Run');
	return await carryOut(plan, { ...call, dryRun });
}

/** @throws UserError naming what can be chosen */
function featuresIn(chosen: unknown): string[] {
	const names = String(chosen ?? FEATURES[0])
		.split(',')
		.map((name) => name.trim())
		.filter(Boolean);
	const unknown = names.find((name) => !FEATURES.some((feature) => feature === name));
	if (unknown === undefined && names.length > 0) return names;
	throw new UserError(
		`"When" takes one or several of ${FEATURES.join(', ')}, but got "${unknown ?? ''}".`,
	);
}

function forwarding({ timeframe, get }: Rule, name: string, to: unknown): IDataObject {
	const targets = isEmpty(to) ? targetsOf(get(name)) : [String(to).trim()];
	if (targets.length > 0) return { enabled: 'yes', parameters: targets };
	throw new UserError(
		`Forward To is empty, and answer rule ${timeframe} has no destination from before. Enter an extension or a phone number.`,
	);
}

const off = ({ get }: Rule, name: string): IDataObject => ({
	enabled: 'no',
	parameters: targetsOf(get(name)),
});
