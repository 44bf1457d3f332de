import type { Schema, Spec } from './spec';
import type { Data } from './state/table';
import type { Switches, SwitchName } from './switches';

/** What is sent for a field of each kind once it has been emptied. */
const NOTHING = { text: '', number: null, list: [] };
type Kind = keyof typeof NOTHING;

/**
 * A change as the server takes it. Which values empty a field is uncertain: the others are passed
 * over, as if they had not been sent.
 * @param schema what the endpoint documents for its body
 */
export function withoutUnheard(
	body: Data,
	schema: Schema | undefined,
	spec: Spec,
	switches: Switches,
): Data {
	const fields = spec.properties(schema);
	const taken = Object.entries(body).flatMap(([name, value]): Array<[string, unknown]> => {
		const field = spec.resolve(fields[name]);
		if (isGroup(value)) {
			const inner = withoutUnheard(value, field, spec, switches);
			const isPassedOver = Object.keys(inner).length === 0 && Object.keys(value).length > 0;
			return isPassedOver ? [] : [[name, inner]];
		}
		if (!saysNothing(value)) return [[name, value]];
		const kind = kindOf(field);
		return empties(value, kind, switches) ? [[name, NOTHING[kind]]] : [];
	});
	return Object.fromEntries(taken);
}

const isGroup = (value: unknown): value is Data =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const saysNothing = (value: unknown) =>
	value === null || value === '' || (Array.isArray(value) && value.length === 0);

function empties(value: unknown, kind: Kind, switches: Switches): boolean {
	const position = switches.get(`clear-${kind}` satisfies SwitchName);
	return position === 'both' || position === (value === null ? 'null' : 'empty');
}

function kindOf({ type }: Schema): Kind {
	const types = [type].flat();
	if (types.includes('array')) return 'list';
	const isNumber = types.includes('integer') || types.includes('number');
	return isNumber && !types.includes('string') ? 'number' : 'text';
}
