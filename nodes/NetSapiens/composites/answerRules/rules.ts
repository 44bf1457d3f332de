import { UserError, type IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { oneOf } from '../../execute/scalars';
import { spelled } from '../../spellings';
import { bodyFields, differenceOf } from '../plan/compare';
import type { Act, Step } from '../plan/plan';
import { readAll } from '../plan/read';
import { operationOf } from '../plan/request';

const KIND = 'answerRule';

/** The rule that applies when no other does. */
export const DEFAULT_RULE = '*';

/** Which of a user's rules are meant. */
const WHICH = ['all', 'active', 'default'] as const;

/** A rule under the names of the API, whatever the server calls them. */
export interface Rule {
	timeframe: string;
	record: IDataObject;
	get: (name: string) => unknown;
}

/** The answer rules of the call's user. @throws as reading a list does */
export async function readRules(call: Call): Promise<Rule[]> {
	const path = userOf(call);
	const records = await readAll(call, { resource: KIND, operation: 'getAll', path });
	return records.map((record) => {
		const { get } = spelled(record, KIND);
		return { timeframe: String(get('time-frame')), record, get };
	});
}

/**
 * Those of the rules that the form means.
 *
 * @throws UserError when the user has none of them
 */
export function chosenRules(call: Call, rules: Rule[]): Rule[] {
	const which = oneOf(call.values.query.answerRules ?? 'all', 'Answer Rules', WHICH);
	const isMeant = ({ timeframe, get }: Rule): boolean => {
		if (which === 'active') return get('is-active') === true || get('is-active') === 'yes';
		return which === 'all' || timeframe === DEFAULT_RULE;
	};
	const chosen = rules.filter(isMeant);
	if (chosen.length > 0) return chosen;
	const { user } = userOf(call);
	throw new UserError(
		which === 'all' || rules.length === 0
			? `User ${String(user)} has no answer rules. Create one first, for the timeframe *.`
			: `User ${String(user)} has no ${which} answer rule. Set Answer Rules to All.`,
	);
}

/** Changes a rule; nothing where it is as wanted. @param wanted as the wire has it */
export function changing(call: Call, { timeframe, record }: Rule, wanted: IDataObject): Step[] {
	const act: Act = {
		resource: KIND,
		operation: 'update',
		path: { ...userOf(call), timeframe },
	};
	const fields = bodyFields(operationOf(act));
	const { body, before, changes } = differenceOf(fields, wanted, record, KIND);
	if (changes.length === 0) return [];
	const title = `Change answer rule ${timeframe} of user ${String(act.path?.user)}`;
	return [{ title, act: { ...act, body }, changes, undo: { ...act, body: before } }];
}

/** The user that the form names. */
export function userOf({ values }: Call): IDataObject {
	const { domain, user } = values.query;
	return { domain, user };
}

/**
 * The destinations of a feature. Some servers split those with a name in parentheses at its blanks
 * (`9100`, `(Front`, `Desk)`), and give extensions as numbers.
 */
export function targetsOf(feature: unknown): string[] {
	const { parameters = [] } = (feature ?? {}) as IDataObject;
	const targets: string[] = [];
	for (const part of [parameters].flat().map(String)) {
		const last = targets.at(-1);
		const isInside = last !== undefined && last.includes('(') && !last.endsWith(')');
		if (last !== undefined && (isInside || part.startsWith('('))) {
			targets[targets.length - 1] = `${last} ${part}`;
		} else targets.push(part);
	}
	return targets.filter((target) => target !== '');
}
