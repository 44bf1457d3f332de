import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { toggle } from '../../execute/scalars';
import { carryOut } from '../plan/runner';
import { ANY_PHONE } from '../plan/matching';
import { placeOf, remember, type Place } from './find';
import { special } from './special';
import { planned } from './tasks';

/**
 * Makes the record that the form describes, or changes what differs in the one that is there.
 *
 * @throws UserError when a field by which it is looked for is empty, or several records fit
 * @throws as the API does
 */
export async function createOrUpdate(call: Call): Promise<INodeExecutionData[]> {
	const place = placeOf(call, call.form.upsert!);
	const dryRun = toggle(call.values.query.dryRun ?? false, 'Dry Run');
	// Two items about the same record: the second has to find what the first has made.
	return await call.memory.inTurn(turnOf(place), async () => {
		const task = await (special[call.resource] ?? planned)(call, place);
		const items = await carryOut({ stages: [[task]] }, { ...call, dryRun });
		if (!dryRun) await remember(call, place, items[0]?.json.record as IDataObject);
		return items;
	});
}

/** The same for all items that may be about the same record. */
const turnOf = ({ act, match }: Place): string =>
	// Of several numbers, any may be another item's.
	JSON.stringify([act.resource, act.path, match?.by !== ANY_PHONE && match?.keys]).toLowerCase();
