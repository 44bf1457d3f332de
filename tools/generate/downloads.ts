import type { Operation } from '../../nodes/NetSapiens/execute/operation';
import type { Complain, PlannedRequest } from './planned';
import type { ApiOperation } from './spec';
import type { DownloadWords, RequestWords } from './words';

/**
 * The requests of an operation that gives files: those of the operation that it reads from. Where
 * that one lists, the path is taken as that of one record, so that the form asks which one.
 */
export function downloadRequests(
	download: DownloadWords,
	words: RequestWords,
	from: PlannedRequest[],
	byId: ReadonlyMap<string, ApiOperation>,
	complain: Complain,
): PlannedRequest[] {
	const { choices, by } = download;
	const chosen = from.filter(
		({ option }) => !choices || (option !== undefined && choices.includes(option.value)),
	);
	if (chosen.length === 0 || (choices && chosen.length < choices.length)) {
		complain('"download" reads from an operation or a choice that does not exist.');
	}
	return chosen.map((request) => ({
		...request,
		api: by ? ofOneRecord(request.api, by.name, byId) : request.api,
		words: {
			...request.words,
			...words,
			constants: { ...request.words.constants, ...words.constants },
			fields: { ...request.words.fields, ...words.fields },
			result: 'file',
			simplify: undefined,
		},
		download,
	}));
}

/** A list as if one of its records were asked for; how it is named is known from deleting it. */
function ofOneRecord(
	list: ApiOperation,
	name: string,
	byId: ReadonlyMap<string, ApiOperation>,
): ApiOperation {
	const path = `${list.path}/{${name}}`;
	const known = byId.get(`DELETE ${path}`)?.pathParameters.find((one) => one.name === name);
	const place = known ?? { name, required: true, schema: { type: 'string' } };
	return { ...list, path, pathParameters: [...list.pathParameters, place] };
}

/** Where the files of an operation are found. */
export function downloadOf({ download }: PlannedRequest): Pick<Operation, 'download'> {
	if (download?.link === undefined) return {};
	const { link, fileName, mimeType, by } = download;
	return {
		download: {
			link,
			...(fileName !== undefined && { fileName }),
			...(mimeType !== undefined && { mimeType }),
			...(by && { by }),
		},
	};
}
