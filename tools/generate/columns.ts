import { answered } from './answers';
import {
	fileOf,
	type PlannedOperation,
	type PlannedRequest,
	type PlannedResource,
} from './planned';
import { unanswered, type Answer } from './unanswered';
import type { DialectWords } from './words';

const answerOf = (request: PlannedRequest): Answer => ({
	...request.api,
	names: Object.keys(answered(request)),
});

/** Columns of Simplify that none of the requests that show them answers with. */
function simplifyMistakes({ requests }: PlannedOperation, dialects: DialectWords): string[] {
	const columns = new Set(requests.flatMap(({ words }) => words.simplify ?? []));
	return [...columns].flatMap((column) => {
		const showing = requests.filter(({ words }) => words.simplify?.includes(column));
		return unanswered([column], showing.map(answerOf), dialects);
	});
}

/** Where in an answer the words look for its records, for a file and for its name. */
function placeMistakes(request: PlannedRequest, dialects: DialectWords): string[] {
	const { api, words, download } = request;
	const { link, fileName, mimeType, by } = download ?? {};
	const ofFiles = [link, fileName, mimeType, by?.field].filter((name) => name !== undefined);
	const at = words.rows?.at;
	const outside: Answer = { ...api, names: Object.keys(api.answer?.properties ?? {}) };
	return [
		...unanswered(at === undefined ? [] : [at], [outside], dialects),
		...unanswered(ofFiles, [answerOf(request)], dialects),
	];
}

/** What the words of operations look for in answers that do not have it: one sentence each. */
export function columnMistakes(resources: PlannedResource[], dialects: DialectWords): string[] {
	return resources.flatMap((resource) =>
		resource.operations.flatMap((operation) => {
			const found = [
				...simplifyMistakes(operation, dialects),
				...operation.requests.flatMap((request) => placeMistakes(request, dialects)),
			];
			const place = `${fileOf(resource.value)} (operations → ${operation.value})`;
			return [...new Set(found)].map((mistake) => `${place}: ${mistake}`);
		}),
	);
}
