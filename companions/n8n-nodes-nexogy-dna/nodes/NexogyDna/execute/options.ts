import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { ApiRequest } from '../transport/api';

/** What people set under Options. */
export interface Options {
	/** Items worked on at the same time. */
	concurrency: number;
	timeoutMilliseconds: number;
	method: ApiRequest['method'];
	place: ApiRequest['place'];
}

/** @throws UserError when a number makes no sense */
export function readOptions(context: IExecuteFunctions, itemIndex: number): Options {
	const set = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return {
		concurrency: wholeNumber(set.concurrency ?? 5, 'Concurrency', 100),
		timeoutMilliseconds: wholeNumber(set.timeout ?? 60, 'Timeout', 3600) * 1000,
		method: choice(set.method, ['auto', 'GET', 'POST']),
		place: choice(set.parametersIn, ['form', 'query']),
	};
}

/** @throws UserError unless it is a whole number from 1 to `most` */
export function wholeNumber(value: unknown, label: string, most: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (Number.isInteger(number) && Number(number) >= 1 && Number(number) <= most) {
		return Number(number);
	}
	throw new UserError(`"${label}" takes a whole number from 1 to ${most}.`);
}

/** The value where it is one of the choices, else the first of them. */
function choice<const T extends string>(value: unknown, choices: readonly [T, ...T[]]): T {
	return choices.find((one) => one === value) ?? choices[0];
}
