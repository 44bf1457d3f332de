import { join, resolve } from 'node:path';

import type { Operation, OperationChoice } from '../../../nodes/NetSapiens/execute/operation';
import { build } from '../../../tools/generate/generate';
import { readInputs } from '../../../tools/generate/read';

export const root = resolve(__dirname, '../../..');
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

/** What the generator makes of the repository's own spec and words; made once in each test file. */
export const real = () => (made ??= make());

let made: ReturnType<typeof make> | undefined;

async function make() {
	const { document, words } = await readInputs(root);
	const built = build(document, words);
	const reaches: Reach[] = Object.entries(built.table).flatMap(([resource, operations]) =>
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
	return { ...built, document, words, reaches };
}
