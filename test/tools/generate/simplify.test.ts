import { columnTable } from '../../../tools/generate/answers';
import { readsRecords } from '../../../tools/generate/results';
import { real } from '../../support/real';

const MOST_COLUMNS = 10;

const leg =
	'A call is several records: they tell which leg of which call it was, who took part by number and by user, and (before routing) which key of an attendant was pressed';
const unseen = 'Nobody has seen an answer; the document has that of meetings in its place';

/** Reads whose items have more than ten fields without a choice, and why. */
const wider: Record<string, string> = {
	'cdr getAll': leg,
	'cdr getAllAllDomains': leg,
	'video getAvailableProducts': unseen,
	'video getCompany': unseen,
	'video getHost': unseen,
	'video getHostContacts': unseen,
	'video getHosts': unseen,
	'video getProducts': unseen,
	'video getResellers': unseen,
};

test('items have ten fields at most unless people want more', async () => {
	const { laidOut } = await real();
	const { lists, of } = columnTable(laidOut);
	const wide = laidOut
		.filter(({ requests }) => requests.some(({ request }) => readsRecords(request)))
		.filter(({ resource, operation, requests }) => {
			const all = lists[of[resource.value]?.[operation.value] ?? -1] ?? [];
			return requests.some(({ request }) => (request.words.simplify ?? all).length > MOST_COLUMNS);
		})
		.map(({ resource, operation }) => `${resource.value} ${operation.value}`);
	expect(wide.sort()).toEqual(Object.keys(wider).sort());
});
