import { join } from 'node:path';

import type { Operation, OperationChoice } from '../../nodes/NetSapiens/execute/operation';
import { readMade, root } from './made';

export { root };
export const inRoot = (file: string) => join(root, file);

/** One request of the real table and how the panel reaches it. */
export interface Reach {
	resource: string;
	operation: string;
	selector?: { name: string; value: string };
	request: Operation;
}

export const isChoice = (entry: Operation | OperationChoice): entry is OperationChoice =>
	'selector' in entry;

/** What the generator makes of the repository's own spec and words; read once in each test file. */
export const real = () => (found ??= find());

let found: ReturnType<typeof find> | undefined;

async function find() {
	const made = await readMade();
	const reaches: Reach[] = Object.entries(made.table).flatMap(([resource, operations]) =>
		Object.entries(operations).flatMap(([operation, entry]): Reach[] =>
			isChoice(entry)
				? Object.entries(entry.options).map(([value, request]) => ({
						resource,
						operation,
						selector: { name: entry.selector, value },
						request,
					}))
				: [{ resource, operation, request: entry }],
		),
	);
	return { ...made, reaches };
}
