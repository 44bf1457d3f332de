/** Short lists as some servers write them. */
import { BrokenList } from '../../../../nodes/NetSapiens/execute/pages/brokenList';
import { pageFetcher } from '../../../../nodes/NetSapiens/execute/pages/pageFetcher';

const refusal = (message: string, httpCode = '404') =>
	Object.assign(new Error(message), { httpCode });
const nothing = refusal('Not found: Resource not found.');

/** The pages that come of these answers, one after the other. */
function pagesOf(answers: unknown[], isEmpty = false) {
	const asked: Array<[number, number]> = [];
	const looked = jest.fn(async () => isEmpty);
	const fetchPage = pageFetcher(async (start, limit) => {
		const answer = answers[asked.push([start, limit]) - 1];
		if (answer instanceof Error) throw answer;
		return answer;
	}, looked);
	const pages = async () => {
		const read: unknown[] = [];
		for (const at of answers.keys()) read.push(await fetchPage(at, 10 + at));
		return read;
	};
	return { asked, looked, pages };
}

test.each<[string, unknown[], unknown[], number]>([
	['pages', [[{ a: 1 }, { a: 2 }], [{ a: 3 }], []], [[{ a: 1 }, { a: 2 }], [{ a: 3 }], []], 3],
	['a bare record, with no page behind it', [{ a: 1 }, [{ a: 2 }]], [[{ a: 1 }], []], 1],
	['a list of one, with a page behind it', [[{ a: 1 }], [{ a: 2 }]], [[{ a: 1 }], [{ a: 2 }]], 2],
	['nothing, with a page behind it', [{}, [{ a: 2 }]], [[], [{ a: 2 }]], 2],
	['records with nothing in them', [[{}, { a: 1 }], undefined], [[{ a: 1 }], []], 2],
	['a 404 behind records', [[{ a: 1 }], nothing], [[{ a: 1 }], []], 2],
])('%s', async (_title, answers, read, requests) => {
	const { pages, asked, looked } = pagesOf(answers);
	expect(await pages()).toEqual(read);
	expect(asked).toHaveLength(requests);
	expect(asked[0]).toEqual([0, 10]);
	expect(looked).not.toHaveBeenCalled();
});

test('a 404 before any record is an empty list only where that is known', async () => {
	expect(await pagesOf([nothing], true).pages()).toEqual([[]]);
	await expect(pagesOf([nothing]).pages()).rejects.toBe(nothing);
	await expect(pagesOf([[], nothing]).pages()).rejects.toBe(nothing);
});

test.each([
	refusal('Not found: Domain x does not exist'),
	refusal('Resource not found', '500'),
	new Error('Resource not found'),
])('%s is a failure, whatever came before', async (error) => {
	await expect(pagesOf([[{ a: 1 }], error], true).pages()).rejects.toBe(error);
});

test.each([
	[1, 'Only the first 1 record could be read: busy'],
	[2, 'Only the first 2 records could be read: busy'],
	[12_000, 'Only the first 12,000 records could be read: busy'],
])('a list that breaks off behind %d says so', (count, message) => {
	expect(new BrokenList([], new Error('busy'), count).message).toBe(message);
});
