/** spec/names.json has what saved workflows may hold, and all of it is still there. */
import { readFileSync } from 'node:fs';

import { NetSapiensApi } from '../../../credentials/NetSapiensApi.credentials';
import { NetSapiens } from '../../../nodes/NetSapiens/NetSapiens.node.ts';
import { NetSapiensApproval } from '../../../nodes/NetSapiensApproval/NetSapiensApproval.node.ts';
import { NetSapiensTrigger } from '../../../nodes/NetSapiensTrigger/NetSapiensTrigger.node.ts';
import { adviceOnLost, lost, namesFile, textOf } from '../../../tools/names/frozen';
import { namesOf, type Names } from '../../../tools/names/names';
import { inRoot } from '../../support/real';

const text = readFileSync(inRoot(namesFile), 'utf8');
const present = namesOf([
	new NetSapiensApi(),
	new NetSapiens().description,
	new NetSapiensApproval().description,
	new NetSapiensTrigger().description,
]);

test('no name, value or preset is gone', () => {
	expect(adviceOnLost(lost(JSON.parse(text) as Names, present))).toBe('');
});

test('all that is new is written down (npm run names)', () => {
	expect(lost(present, JSON.parse(text) as Names)).toEqual([]);
	expect(text).toBe(textOf(present));
});
