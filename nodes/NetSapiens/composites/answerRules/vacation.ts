import { DateTime } from 'luxon';
import { UserError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { toggle } from '../../execute/scalars';
import { parseMoment } from '../../moment';
import { spelled } from '../../spellings';
import { saysMissing } from '../../transport/known';
import { changesOfNew } from '../plan/compare';
import type { Act, Result, Step } from '../plan/plan';
import { readAll, readRecord } from '../plan/read';
import { carryOut } from '../plan/runner';
import { entryOf, hasEntry, typeOf } from '../timeframes/entries';
import { changing, readRules, userOf } from './rules';

/** The timeframe and the answer rule that a vacation consists of. */
const NAME = 'Vacation';

/**
 * Forwards a user's calls from one moment to another: by a timeframe of their own and an answer rule
 * for it above all others, so that those stay as they are.
 *
 * @throws UserError when the end is not after the beginning, or a timeframe of that name has no dates
 */
export async function setVacation(call: Call): Promise<INodeExecutionData[]> {
	const { from, to, forwardTo } = call.values.query;
	const [begin, end] = [parseMoment(from), parseMoment(to)];
	if (!begin || !end || end <= begin) {
		throw new UserError('"To" has to be later than "From". Correct the dates of the vacation.');
	}
	const zone = await zoneOf(call);
	const entry = entryOf(begin.setZone(zone), end.setZone(zone));
	const timeframe = timeframeStep(call, entry, await readTimeframe(call));
	const rule = ruleStep(call, String(forwardTo), await readRules(call));
	const steps = [...timeframe, ...rule];
	return await carryOutFor(call, steps, steps.length > 0 ? 'updated' : 'unchanged');
}

/** Takes the vacation of a user away, before its end or after; their other rules are as before. */
export async function endVacation(call: Call): Promise<INodeExecutionData[]> {
	const path = userOf(call);
	const rules = await readRules(call);
	const timeframe = await readTimeframe(call);
	const steps: Step[] = [];
	if (rules.some((rule) => rule.timeframe === NAME)) {
		steps.push({
			title: `Delete answer rule ${NAME}`,
			act: { resource: 'answerRule', operation: 'delete', path: { ...path, timeframe: NAME } },
			isDone: saysMissing,
		});
	}
	if (timeframe) {
		steps.push({
			title: `Delete timeframe ${NAME}`,
			act: { resource: 'userTimeframe', operation: 'delete', path: { ...path, id: timeframe.id } },
			isDone: saysMissing,
		});
	}
	return await carryOutFor(call, steps, steps.length > 0 ? 'deleted' : 'unchanged');
}

async function carryOutFor(
	call: Call,
	steps: Step[],
	result: Result,
): Promise<INodeExecutionData[]> {
	const task = { key: userOf(call), result, items: [], steps };
	const dryRun = toggle(call.values.query.dryRun ?? false, 'Dry Run');
	return await carryOut({ stages: [[task]], showsSteps: true }, { ...call, dryRun });
}

/** Timeframes of a user are in the user's own zone. */
async function zoneOf(call: Call): Promise<string> {
	const user = await readRecord(call, { resource: 'user', operation: 'get', path: userOf(call) });
	if (!user) {
		const { user: name, domain } = userOf(call);
		throw new UserError(`There is no user ${String(name)} in ${String(domain)}.`);
	}
	const zone = String(spelled(user, 'user').get('time-zone') ?? '');
	return zone !== '' && DateTime.local().setZone(zone).isValid ? zone : call.context.getTimezone();
}

interface Timeframe {
	id: string;
	type: string;
	entries: IDataObject[];
}

async function readTimeframe(call: Call): Promise<Timeframe | undefined> {
	const path = userOf(call);
	const list: Act = { resource: 'userTimeframe', operation: 'getAll', path };
	const records = await readAll(call, list);
	const found = records
		.map((record) => spelled(record, 'timeframe').get)
		.find((get) => get('timeframe-name') === NAME);
	if (!found) return undefined;
	const id = String(found('timeframe-id'));
	// Some servers leave the entries out of the list.
	const whole = await readRecord(call, { ...list, operation: 'get', path: { ...path, id } });
	const { get } = spelled(whole ?? {}, 'timeframe');
	const type = typeOf(get('timeframe-type') ?? found('timeframe-type'));
	return {
		id,
		type,
		entries: [get('timeframe-specific-dates-array') ?? []].flat() as IDataObject[],
	};
}

function timeframeStep(call: Call, entry: IDataObject, present: Timeframe | undefined): Step[] {
	const path = userOf(call);
	const entries = { 'timeframe-specific-dates-array': [entry] };
	const dates: Pick<Act, 'resource' | 'choice'> = {
		resource: 'userTimeframe',
		choice: 'specific-dates',
	};
	if (!present) {
		const body = { 'timeframe-name': NAME, ...entries };
		const act = { ...dates, operation: 'create', path, body };
		return [{ title: `Create timeframe ${NAME}`, act, changes: changesOfNew(body) }];
	}
	if (present.type !== dates.choice) {
		throw new UserError(
			`The user has a timeframe ${NAME} of type ${present.type}, whose rule would not end with the vacation. Run End Vacation first, or rename that timeframe.`,
		);
	}
	if (present.entries.length === 1 && hasEntry(present.entries, entry)) return [];
	const act = { ...dates, operation: 'replaceEntries', path: { ...path, id: present.id } };
	return [
		{
			title: `Change the dates of timeframe ${NAME}`,
			act: { ...act, body: entries },
			changes: [
				{ field: 'timeframe-specific-dates-array', before: present.entries, after: [entry] },
			],
			undo: { ...act, body: { 'timeframe-specific-dates-array': present.entries } },
		},
	];
}

function ruleStep(
	call: Call,
	forwardTo: string,
	rules: Awaited<ReturnType<typeof readRules>>,
): Step[] {
	const wanted = {
		enabled: 'yes',
		'forward-always': { enabled: 'yes', parameters: [forwardTo.trim()] },
	};
	const present = rules.find(({ timeframe }) => timeframe === NAME);
	if (present) return changing(call, present, wanted);
	const body = { 'time-frame': NAME, ...wanted, 'new-position': 'top' };
	const act = { resource: 'answerRule', operation: 'create', path: userOf(call), body };
	return [{ title: `Create answer rule ${NAME}`, act, changes: changesOfNew(body) }];
}
