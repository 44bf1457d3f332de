import type { IHttpRequestMethods } from 'n8n-workflow';
import { isAboutRights, leavesDoubt, type Failure } from './failure';

/** What is known about the failures behind errors, for code that goes on after some of them. */
const failures = new WeakMap<Error, { method: IHttpRequestMethods; failure: Failure }>();

/** Keeps in mind what an error is about. @returns the error */
export function remembered<E extends Error>(
	error: E,
	method: IHttpRequestMethods,
	failure: Failure,
): E {
	failures.set(error, { method, failure });
	return error;
}

/** Whether a request failed because there is no such record; a server without the operation is something else. */
export function saysMissing(error: unknown): boolean {
	const known = failures.get(error as Error);
	return known?.failure.status === 404 && !/no route found/i.test(known.failure.words);
}

/** Whether a request failed because the credential may not do that. */
export function saysNotAllowed(error: unknown): boolean {
	const { status, words, page } = failures.get(error as Error)?.failure ?? {};
	return (status === 403 && !page) || (status === 401 && isAboutRights(words ?? ''));
}

/** Whether a write that failed may have been carried out all the same. */
export function mayBeDone(error: unknown): boolean {
	const known = failures.get(error as Error);
	return known !== undefined && leavesDoubt(known.method, known.failure);
}
