import { offered, shown } from '../../support/operations';

const names = (choice: Record<string, string>) => shown(choice).map(({ name }) => name);

/** Deletions that take along what has an operation of its own in the API. */
const takingAlong = [
	'callQueue delete',
	'conference delete',
	'dialPlan delete',
	'dialPolicy delete (domain)',
	'dialPolicy delete (server)',
	'domain delete',
	'messageSession delete',
	'reseller delete',
	'route delete',
	'user delete',
	'userTimeframe deleteAll',
	'video deleteCompany',
];

test('deletions that take along more than they name say so', () => {
	const saying = offered.filter(({ choice }) => names(choice).includes('deletesMoreNotice'));
	expect(saying.map(({ title }) => title).sort()).toEqual(takingAlong);
});

test('every sync says what Mirror deletes, and only where Mirror is chosen', () => {
	const syncs = ['blockedNumber', 'phoneNumber', 'sharedContact', 'user', 'userContact'];
	const choices = syncs.map((resource) => ({ resource, operation: 'sync' }));
	for (const choice of choices) {
		expect(names({ ...choice, syncMode: 'mirror' })).toContain('mirrorNotice');
		expect(names({ ...choice, syncMode: 'add' })).not.toContain('mirrorNotice');
	}
});

test('restoring a backup says what becomes of the present state', () => {
	const [, second] = shown({ resource: 'backup', operation: 'restore' });
	expect(second).toMatchObject({
		type: 'notice',
		displayName: expect.stringContaining('becomes what it was'),
	});
	expect(offered.filter(({ choice }) => names(choice).includes('warningNotice'))).toHaveLength(1);
});

test('what warns of a deletion stands above all fields', () => {
	expect(names({ resource: 'domain', operation: 'delete' })[0]).toBe('operation');
	expect(names({ resource: 'domain', operation: 'delete' })[1]).toBe('deletesMoreNotice');
});
