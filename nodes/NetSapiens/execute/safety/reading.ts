import type { ApiRequest } from '../../transport/api';

/** Requests that change nothing although they are no GET, by their place in the table. */
const READING_POSTS = ['/domains/{domain}/users/{user}/voices'];

/** Parameters by which some servers take a GET for something else. */
const OVERRIDES = /^_?method$|^x-http-method|^action$|^object$/i;

/** Whether a request only reads. */
export function isReading({ method, path, values, query = {} }: ApiRequest): boolean {
	if (method === 'POST') return values !== undefined && READING_POSTS.includes(path);
	if (method !== 'GET' && method !== 'HEAD') return false;
	return !Object.keys(query).some((name) => OVERRIDES.test(name.trim()));
}
