/** What plans read, and the steps that undo removals. */
import type { IDataObject } from 'n8n-workflow';
import { readFew, readRecord } from '../../../nodes/NetSapiens/composites/plan/read';
import { createStep, removeStep } from '../../../nodes/NetSapiens/composites/plan/steps';
import { saysMissing } from '../../../nodes/NetSapiens/transport/known';
import { MemoryServer } from '../../support/memoryServer';

const CONTACTS = '/domains/acme/contacts';
const act = (operation: string, more: IDataObject = {}) => ({
	resource: 'sharedContact',
	operation,
	path: { domain: 'acme', ...more },
});
const reader = (server: MemoryServer) =>
	server.calls([{ resource: 'sharedContact', operation: 'sync' }])[0]!;
const contacts = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ 'unique-id': `id${at}` }));

test.each([
	[0, true],
	[99, true],
	// A whole page may not be all.
	[100, false],
	[150, false],
])('of a list of %i records, all are read; one request does: %s', async (count, isOne) => {
	const server = new MemoryServer({ [CONTACTS]: contacts(count) });
	expect(await readFew(reader(server), act('getAll'))).toEqual(contacts(count));
	expect(server.reads.length === 1).toBe(isOne);
});

test('an empty record in a list is none', async () => {
	const server = new MemoryServer({ [CONTACTS]: [{}, { 'unique-id': 'id0' }] });
	expect(await readFew(reader(server), act('getAll'))).toEqual([{ 'unique-id': 'id0' }]);
});

test.each([
	[404, []],
	[403, 'Error: Refused'],
])('a list that is answered with %i', async (status, expected) => {
	const server = new MemoryServer({ '/domains': [{ domain: 'acme' }] });
	server.refuses[`GET ${CONTACTS}`] = status;
	expect(await readFew(reader(server), act('getAll')).catch(String)).toEqual(expected);
});

test('a record that is not there is undefined', async () => {
	const server = new MemoryServer({ [CONTACTS]: contacts(1) });
	const read = async (id: string) =>
		await readRecord(reader(server), act('get', { contact_id: id }));
	expect([await read('id0'), await read('id1')]).toEqual([{ 'unique-id': 'id0' }, undefined]);
});

test('a step that makes a record says what the record gets', () => {
	const create = { ...act('create'), body: { email: 'a@x.test' } };
	expect(createStep('Create', create, 'nothing')).toEqual({
		title: 'Create',
		act: create,
		changes: [{ field: 'email', before: null, after: 'a@x.test' }],
		undo: 'nothing',
	});
});

test('a removal is undone by making the record again as it was', () => {
	const record = { 'unique-id': 'id1', email: 'a@x.test', company: '[*]', 'phonenumber-fax': 1202 };
	const again = { ...act('create'), body: { 'name-first-name': 'Nora' } };
	const gone = act('delete', { contact_id: 'id1' });
	const step = removeStep({ title: 'Delete', act: gone, record, again, shows: 'email' });
	expect(step).toEqual({
		title: 'Delete',
		act: gone,
		changes: [{ field: 'email', before: 'a@x.test', after: null }],
		undo: {
			...again,
			body: { email: 'a@x.test', 'phonenumber-fax': '1202', 'name-first-name': 'Nora' },
		},
		isDone: saysMissing,
	});
});
