import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { utcText } from '../moment';
import { CUSTOM_PERIOD, namedPeriod, PERIODS, type NamedPeriod, type Period } from '../period';
import type { Asked, Field } from './operation';
import { oneOf, wholeNumber } from './scalars';

/** A period that was chosen by its name. */
export interface ChosenPeriod extends Period {
	word: NamedPeriod;
}

/**
 * Which period an item asks for by name.
 *
 * @returns undefined where it has dates of its own, as workflows do that know no names
 * @throws UserError when there is no such period
 */
export function readPeriodWord(
	context: IExecuteFunctions,
	operation: Asked,
	itemIndex: number,
): NamedPeriod | undefined {
	if (!operation.period) return undefined;
	const value = context.getNodeParameter('period', itemIndex, CUSTOM_PERIOD);
	const word = oneOf(value, 'Period', [...PERIODS, CUSTOM_PERIOD]);
	return PERIODS.find((one) => one === word);
}

/** Whether a field is one of the dates that the name of a period stands for. */
export const isPeriodDate = ({ name }: Field): boolean =>
	name === 'datetime-start' || name === 'datetime-end';

/** Puts the dates that a period's name stands for among the values. */
export function putPeriod(
	context: IExecuteFunctions,
	values: { query: IDataObject; period?: ChosenPeriod },
	word: NamedPeriod,
	itemIndex: number,
): void {
	const { weekStart } = (values.query.reportOptions ?? {}) as IDataObject;
	const days =
		word === 'lastDays'
			? wholeNumber(context.getNodeParameter('periodDays', itemIndex, 7), 'Number of Days', {
					min: 1,
				})
			: undefined;
	const now = DateTime.now().setZone(context.getTimezone()).startOf('second');
	const period = namedPeriod(word, now, {
		days,
		weekStart: weekStart === 'sunday' ? 'sunday' : 'monday',
	});
	values.period = { ...period, word };
	// The API's periods include their last second.
	const last = DateTime.max(period.from, period.to.minus({ seconds: 1 }));
	values.query['datetime-start'] = utcText(period.from);
	values.query['datetime-end'] = utcText(last);
}
