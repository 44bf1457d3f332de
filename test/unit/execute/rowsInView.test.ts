import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../../nodes/NetSapiens/execute/operation';
import { readValues } from '../../../nodes/NetSapiens/execute/values';

const operation: Operation = {
	id: 'PUT /hours',
	method: 'PUT',
	path: '/hours',
	since: '44',
	result: 'write',
	parameters: [],
	fields: [
		{
			parameter: 'days',
			name: 'days',
			in: 'body',
			kind: 'records',
			inView: true,
			fields: [{ parameter: 'day', name: 'day', in: 'body', kind: 'string' }],
		},
	],
	clears: true,
};

/** n8n's way with parameters: what it does not know is the fallback, and without one an error. */
const bodyOf = (parameters: IDataObject) =>
	readValues(
		{
			getInputData: () => [{ json: {} }],
			getTimezone: () => 'UTC',
			getNodeParameter: (name: string, _: number, fallback?: unknown) => {
				const value = parameters[name] ?? fallback;
				if (value === undefined) throw new Error(`Could not get parameter: ${name}`);
				return value;
			},
		} as unknown as IExecuteFunctions,
		operation,
		0,
		true,
	).body;

test.each([
	['unknown to n8n where an expression chooses the operation', {}],
	['in view and left alone', { days: {} }],
])('rows that are %s are neither sent nor cleared', (_how, parameters) => {
	expect(bodyOf(parameters)).toEqual({});
});

test('rows that were filled in are sent', () => {
	expect(bodyOf({ days: { values: [{ day: 'monday' }] } })).toEqual({ days: [{ day: 'monday' }] });
});
