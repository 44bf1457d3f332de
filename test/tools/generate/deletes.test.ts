import { real } from '../../support/real';

/** Deletions whose optional fields say which record goes, or how much of it. */
const saying = [
	'configuration.delete',
	'eventSubscription.delete',
	'meeting.delete',
	'nsConfiguration.delete',
	'route.deleteByPattern',
];

test('a deletion asks for no more than what says which record goes', async () => {
	const { reaches } = await real();
	const asking = reaches
		.filter(({ request }) => request.method === 'DELETE' && (request.fields ?? request.filters))
		.map(({ resource, operation }) => `${resource}.${operation}`);
	expect([...new Set(asking)].sort()).toEqual(saying);
});
