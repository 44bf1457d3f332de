import { DateTime } from 'luxon';
import { UserError, WAIT_INDEFINITELY, type IDataObject } from 'n8n-workflow';
import { decimal, oneOf, unfit } from '../NetSapiens/execute/scalars';

const UNITS = ['minutes', 'hours', 'days'] as const;

/**
 * Until when to wait.
 *
 * @param limit what "Limit Wait Time" holds; undefined when it was not added
 * @param zone of the workflow, for times that name none
 * @throws UserError naming the field that cannot be used, and for a time that has passed
 */
export function waitUntil(limit: unknown, zone: string, now = DateTime.now()): Date {
	const values = (limit as { values?: IDataObject } | undefined)?.values;
	if (values === undefined) return WAIT_INDEFINITELY;
	const { limitType = 'afterTimeInterval' } = values;
	const kind = oneOf(limitType, 'Limit Type', ['afterTimeInterval', 'atSpecifiedTime']);
	return kind === 'atSpecifiedTime'
		? momentOf(values.maxDateAndTime, zone, now)
		: afterInterval(values, now);
}

function afterInterval({ resumeAmount = 1, resumeUnit = 'hours' }: IDataObject, now: DateTime) {
	const amount = decimal(resumeAmount);
	if (amount === undefined || amount <= 0) {
		throw unfit('Amount', resumeAmount, 'a number above 0');
	}
	const unit = oneOf(resumeUnit, 'Unit', UNITS);
	return now.plus({ [unit]: amount }).toJSDate();
}

function momentOf(value: unknown, zone: string, now: DateTime): Date {
	const moment = value instanceof DateTime ? value : DateTime.fromISO(String(value), { zone });
	if (!moment.isValid) throw unfit('Max Date and Time', value, 'a date and time');
	if (moment > now) return moment.toJSDate();
	throw new UserError(
		`"Max Date and Time" is ${moment.toISO()}, which has passed. Choose a time to come.`,
	);
}
