import { pickerForPath } from './pickers';
import { placeholders, type ApiOperation } from './spec';
import type { Words } from './words';

const placeholder = /^\{(.+)\}$/;

/** Whether one path becomes the other when pickers choose "My Own" for it. */
function reachesByPicker(twin: string, mine: string, words: Words): boolean {
	const segments = mine.split('/');
	const others = twin.split('/');
	return (
		twin !== mine &&
		segments.length === others.length &&
		segments.every((segment, index) => {
			const name = placeholder.exec(others[index] as string)?.[1];
			if (segment !== '~' || name === undefined) return segment === others[index];
			return pickerForPath(twin, name, words)?.mine === true;
		})
	);
}

/**
 * Operations that the API has once more for the caller's own record (`/domains/~`): "My Own" in the
 * pickers of their twins sends the same request.
 * @returns id of the twin → ids of the operations it stands for
 */
export function mineByTwin(operations: ApiOperation[], words: Words): Map<string, string[]> {
	const twins = new Map<string, string[]>();
	const candidates = operations.filter(({ path }) => placeholders(path).length > 0);
	for (const { id, method, path } of operations.filter((one) => one.path.includes('~'))) {
		const twin = candidates.find(
			(other) => other.method === method && reachesByPicker(other.path, path, words),
		);
		if (twin) twins.set(twin.id, [...(twins.get(twin.id) ?? []), id]);
	}
	return twins;
}
