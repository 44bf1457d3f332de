import type { FormField } from './formField';
import { propertyOf } from './properties';
import type { LaidOut } from './wants';

const lookOf = (field: FormField): string => JSON.stringify(propertyOf(field, 'view'));

/**
 * Rows that one choice of an operation requires stand in view for all choices of the resource's
 * operations that take them: nothing is sent without any, and the panel needs no second copy.
 */
export function withRowsInView(operations: LaidOut[]): LaidOut[] {
	const choosing = operations.filter(({ operation }) => operation.selector);
	const required = new Set(
		choosing.flatMap(({ requests }) => requests.flatMap(({ form }) => form.body.map(lookOf))),
	);
	const isShown = (field: FormField) =>
		field.shape.kind === 'records' && required.has(lookOf(field));
	const shown = (field: FormField) =>
		isShown(field) ? { ...field, inView: true as const } : field;
	return operations.map((laidOut) =>
		choosing.includes(laidOut)
			? {
					...laidOut,
					requests: laidOut.requests.map(({ request, form }) => ({
						request,
						form: { ...form, fields: form.fields.map(shown) },
					})),
				}
			: laidOut,
	);
}
