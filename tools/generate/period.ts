import { CUSTOM_PERIOD, PERIODS } from '../../nodes/NetSapiens/period';
import type { Form, FormField } from './formField';
import type { WordsOf } from './shapes';

/** Fields of the form beside which a period can be chosen by name. */
const EDGES = ['datetime-start', 'datetime-end'];

/** Parameters of the form that are no fields of the API; the words know them like those. */
export const PERIOD_PARAMETERS = ['period', 'periodDays'];

/** Requests that are about a period. */
export const asksPeriod = ({ query }: Form): boolean => query.some(isOfPeriod);

/** Whether a field only chooses a period: it is not sent. */
export const isOfPeriod = ({ name }: FormField): boolean => PERIOD_PARAMETERS.includes(name);

/**
 * The fields in view, with the choice of a period by name in front of its beginning and end. Those
 * two show where the period is a custom one.
 */
export function withPeriod(fields: FormField[], wordsOf: WordsOf): FormField[] {
	const edges = fields.filter(
		({ name, shape }) => EDGES.includes(name) && shape.kind === 'dateTime',
	);
	if (edges.length < EDGES.length) return fields;
	return fields.flatMap((field) => {
		if (!edges.includes(field)) return [field];
		const edge = { ...field, showFor: { period: [CUSTOM_PERIOD] } };
		return field === edges[0] ? [...choiceOf(wordsOf), edge] : [edge];
	});
}

const choiceOf = (wordsOf: WordsOf): FormField[] => [
	{
		...named('period', wordsOf),
		shape: { kind: 'string', values: [...PERIODS, CUSTOM_PERIOD], closed: true },
	},
	{
		...named('periodDays', wordsOf),
		shape: { kind: 'integer', minimum: 1 },
		showFor: { period: ['lastDays'] },
	},
];

const named = (name: string, wordsOf: WordsOf) => ({
	parameter: name,
	name,
	in: 'query' as const,
	words: wordsOf(name),
});
