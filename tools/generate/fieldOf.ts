import type { Field } from '../../nodes/NetSapiens/execute/operation';
import type { FormField } from './formField';
import type { ChildShape, Shape } from './shapes';

/** A field of a form as the node reads it. */
export function fieldOf(field: FormField): Field {
	const { parameter, name, in: place, shape } = field;
	return {
		parameter,
		name,
		in: place,
		...kindOf(shape),
		...(field.also && { also: field.also }),
		...(field.beside && { beside: true as const }),
		...(field.inView && { inView: true as const }),
		...(field.words.mayBeEmpty && { mayBeEmpty: true as const }),
	};
}

/** n8n's name for a field of a group. */
export const parameterOf = ({ name, parameter, words }: ChildShape): string =>
	words.was ?? parameter ?? name;

const childOf = (child: ChildShape): Field => ({
	parameter: parameterOf(child),
	name: child.name,
	in: 'body',
	...kindOf(child.shape),
	...(child.beside && { beside: true as const }),
});

function kindOf({
	kind,
	children,
	unit,
	words,
	empty,
	closed,
	fold,
}: Shape): Omit<Field, 'parameter' | 'name' | 'in'> {
	return {
		kind,
		...(children && { fields: children.map(childOf) }),
		...(unit && { unit }),
		...(words && { words }),
		...(empty !== undefined && { empty }),
		...(closed && { closed }),
		...(fold && { template: fold.template }),
		...(fold?.ranges !== undefined && { ranges: fold.ranges }),
		...(fold?.keys && { keys: fold.keys }),
	};
}
