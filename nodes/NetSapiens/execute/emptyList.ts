import type { Api, ApiRequest } from '../transport/api';

/**
 * Whether a list is empty of which the server only says that nothing was found (404), as some say of
 * an empty one (facts: errors): either it counts none, or what the list belongs to is there, so that
 * only its records can be missing. Never fails.
 *
 * @param total asks for the length of the list; undefined where nothing counts it
 */
export async function isEmptyList(
	api: Api,
	request: ApiRequest,
	total?: () => Promise<number | undefined>,
): Promise<boolean> {
	const counted = await total?.().catch(() => undefined);
	return counted === undefined ? await ownerIsThere(api, request) : counted === 0;
}

/** A path that people typed, or that ends in an identifier, does not tell what the list belongs to. */
async function ownerIsThere(api: Api, { path, values, itemIndex }: ApiRequest): Promise<boolean> {
	if (!values || path.endsWith('}')) return false;
	const owner = path.slice(0, path.lastIndexOf('}') + 1);
	if (owner === '') return true;
	const found = await api
		.request({ method: 'GET', path: owner, values, kind: 'record', itemIndex })
		.catch(() => undefined);
	return found !== undefined;
}
