import { UserError } from 'n8n-workflow';
import { requireConfirmed } from '../../execute/safety/deletions';
import type { Safety } from '../../execute/safety/settings';
import type { Step, Task } from './plan';
import { operationOf } from './request';

/** What people confirm when something of a task is deleted: the last part of what tells its record from others. */
export const nameOf = ({ key }: Task): string => String(Object.values(key).at(-1) ?? '').trim();

/**
 * Looks at a plan as a whole, so that none is begun that a later request of it would be refused for.
 *
 * @throws UserError when its options do not allow what it would do
 */
export function requireAllowed(tasks: Task[], { mode, confirmed }: Safety): void {
	const changing = tasks.filter(({ steps }) => steps.length > 0);
	if (mode === 'readOnly' && changing.length > 0) throw new UserError(READ_ONLY);
	if (mode !== 'askBeforeDeleting') return;
	requireConfirmed(changing.filter(({ steps }) => steps.some(deletes)).map(nameOf), confirmed);
}

const READ_ONLY =
	'Nothing was changed: Safety is set to Read Only. Options → Dry Run shows what would be done.';

/** What a step does that depends on earlier answers is looked at when it is sent. */
const deletes = ({ act }: Step): boolean =>
	typeof act !== 'function' && operationOf(act).method === 'DELETE';
