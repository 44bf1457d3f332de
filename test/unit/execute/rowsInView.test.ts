import type { IDataObject } from 'n8n-workflow';

import { readValues } from '../../../nodes/NetSapiens/execute/values';
import { changing, field, formOf } from './form';

const days = field('days', 'records', { inView: true, fields: [field('day')] });
const operation = changing({ fields: [days], clears: true });

const bodyOf = (parameters: IDataObject) => readValues(formOf(parameters), operation, 0, true).body;

test.each([
	['unknown to n8n where an expression chooses the operation', {}],
	['in view and left alone', { days: {} }],
])('rows that are %s are neither sent nor cleared', (_how, parameters) => {
	expect(bodyOf(parameters)).toEqual({});
});

test('rows that were filled in are sent', () => {
	expect(bodyOf({ days: { values: [{ day: 'monday' }] } })).toEqual({ days: [{ day: 'monday' }] });
});
