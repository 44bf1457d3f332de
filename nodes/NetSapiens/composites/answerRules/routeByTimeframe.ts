import { UserError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { isEmpty, toggle } from '../../execute/scalars';
import { bodyFields, changesOfNew, differenceOf } from '../plan/compare';
import type { Act, Step } from '../plan/plan';
import { readRecord } from '../plan/read';
import { operationOf } from '../plan/request';
import { carryOut } from '../plan/runner';
import { changing, DEFAULT_RULE, readRules, type Rule } from './rules';

/** Where calls go during a timeframe. */
interface Route {
	timeframe: string;
	forwardTo: string;
}

/**
 * Sends the calls of a number to different places at different times. The API routes numbers
 * without regard to time, so an extension takes them whose answer rules do.
 *
 * @throws UserError when a row is not complete, or the number or the extension does not exist
 */
export async function routeByTimeframe(call: Call): Promise<INodeExecutionData[]> {
	const { domain, phonenumber, dryRun } = call.values.query;
	const routes = routesIn(call);
	const rules = await readRules(call);
	if (rules.length === 0) {
		throw new UserError(
			`The extension ${String(call.values.query.user)} has no answer rules. Choose a user, or create one for this purpose.`,
		);
	}
	const number: Act = { resource: 'phoneNumber', operation: 'get', path: { domain, phonenumber } };
	const record = await readRecord(call, number);
	if (!record) {
		throw new UserError(
			`The number ${String(phonenumber)} is not in ${String(domain)}. Add it to the domain first.`,
		);
	}
	const ruleSteps = routes.flatMap((route) => ruleStep(call, rules, route));
	const steps = [
		...ruleSteps,
		...orderStep(call, rules, routes),
		...numberStep(call, number, record),
	];
	const result = steps.length > 0 ? ('updated' as const) : ('unchanged' as const);
	const task = { key: { domain, phonenumber }, result, items: [], steps };
	return await carryOut(
		{ stages: [[task]], showsSteps: true },
		{ ...call, dryRun: toggle(dryRun ?? false, 'Dry Run') },
	);
}

/** The rows of the form, and what holds at all other times. */
function routesIn({ values }: Call): Route[] {
	const { timeframeRoutes = [], forwardTo } = values.query;
	const rows = (timeframeRoutes as IDataObject[]).map((row, at): Route => {
		const { 'time-frame': timeframe, forwardTo: target } = row;
		if (isEmpty(timeframe) || isEmpty(target)) {
			throw new UserError(`Row ${at + 1} of Routes needs a timeframe and a destination.`);
		}
		return { timeframe: String(timeframe), forwardTo: String(target).trim() };
	});
	const twice = rows.find(({ timeframe }, at) =>
		rows.slice(0, at).some((other) => other.timeframe === timeframe),
	);
	if (twice)
		throw new UserError(`Timeframe "${twice.timeframe}" is in two rows. Keep one of them.`);
	return [...rows, { timeframe: DEFAULT_RULE, forwardTo: String(forwardTo).trim() }];
}

function ruleStep(call: Call, rules: Rule[], { timeframe, forwardTo }: Route): Step[] {
	const wanted = { enabled: 'yes', 'forward-always': { enabled: 'yes', parameters: [forwardTo] } };
	const present = rules.find((rule) => rule.timeframe === timeframe);
	if (present) return changing(call, present, wanted);
	const { domain, user } = call.values.query;
	const body = { 'time-frame': timeframe, ...wanted };
	const act = { resource: 'answerRule', operation: 'create', path: { domain, user }, body };
	return [{ title: `Create answer rule ${timeframe}`, act, changes: changesOfNew(body) }];
}

/** Rules that came after one another in the form are checked in that order; the default one is last. */
function orderStep(call: Call, rules: Rule[], routes: Route[]): Step[] {
	const before = [...rules]
		.sort((a, b) => placeOf(a) - placeOf(b))
		.map(({ timeframe }) => timeframe);
	const wanted = routes.map(({ timeframe }) => timeframe).filter((name) => name !== DEFAULT_RULE);
	const present = before.filter((name) => wanted.includes(name));
	const isInOrder = present.every((name, at) => wanted[at] === name);
	if (isInOrder) return [];
	const others = before.filter((name) => name !== DEFAULT_RULE && !wanted.includes(name));
	const { domain, user } = call.values.query;
	const entries = [...wanted, ...others, DEFAULT_RULE].map((name) => ({ 'time-frame': name }));
	const act = {
		resource: 'answerRule',
		operation: 'reorder',
		path: { domain, user },
		body: { entries } as IDataObject,
	};
	const changes = [{ field: 'order', before, after: entries.map((entry) => entry['time-frame']) }];
	return [{ title: 'Put the answer rules in order', act, changes }];
}

/** Lists of rules need not be in the order in which those are checked. */
const placeOf = ({ get }: Rule): number => Number(get('order') ?? get('ordinal-priority') ?? 0);

/** Applications that send calls to a user, whose answer rules decide. */
const TO_USER = ['to-user', 'to-user-residential'];

function numberStep(call: Call, { path }: Act, record: IDataObject): Step[] {
	const { phonenumber, user } = call.values.query;
	const act: Act = { resource: 'phoneNumber', operation: 'update', path };
	const wanted = {
		'dial-rule-application': 'to-user',
		'dial-rule-translation-destination-user': user,
	} as IDataObject;
	const fields = bodyFields(operationOf(act));
	const { body, before, changes } = differenceOf(fields, wanted, record, 'phoneNumber');
	const isSame = changes.every(
		({ field, before: was }) => field === 'dial-rule-application' && TO_USER.includes(String(was)),
	);
	if (isSame) return [];
	return [
		{
			title: `Route ${String(phonenumber)} to ${String(user)}`,
			act: { ...act, body },
			changes,
			undo: { ...act, body: before },
		},
	];
}
