import { UserError, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { toggle } from '../../execute/scalars';
import { parseMoment } from '../../moment';
import { carryOut } from '../plan/runner';
import { addingEntries, type Wanted } from './adding';
import { entryOf } from './entries';

/**
 * Adds the times of the input items, such as events of a calendar, to timeframes of a domain. Items
 * for the same timeframe are added together; times are in the zone of the workflow.
 *
 * @throws UserError naming the item whose end is not after its beginning, before anything is changed
 */
export async function addCalendarItems(calls: Call[]): Promise<INodeExecutionData[]> {
	const [first] = calls;
	if (!first) return [];
	const wanted = new Map<string, Wanted>();
	for (const call of calls) {
		const one = wantedBy(call);
		const key = JSON.stringify([one.domain, one.name]);
		const known = wanted.get(key);
		if (!known) wanted.set(key, one);
		else {
			known.entries.push(...one.entries);
			known.items.push(...one.items);
		}
	}
	const tasks = await Promise.all([...wanted.values()].map((one) => addingEntries(first, one)));
	const dryRun = toggle(first.values.query.dryRun ?? false, 'Dry Run');
	const keepsGoing = first.context.continueOnFail();
	return await carryOut({ stages: [tasks] }, { ...first, dryRun, keepsGoing });
}

function wantedBy({ values, itemIndex, context }: Call): Wanted {
	const { domain, from, to } = values.query;
	const zone = context.getTimezone();
	const begin = parseMoment(from)?.setZone(zone);
	const end = parseMoment(to)?.setZone(zone);
	if (!begin || !end || end <= begin) {
		throw new UserError(
			`"To" has to be later than "From" in item ${itemIndex}. Correct the dates, or leave the item out.`,
		);
	}
	return {
		domain: String(domain),
		name: String(values.query['timeframe-name']),
		type: 'specific-dates',
		entries: [entryOf(begin, end)],
		items: [itemIndex],
	};
}
