import type { PlannedRequest } from './planned';

/**
 * What has to be known before an operation is chosen, to stand behind its action text: of all that a form
 * says, n8n tells language models that text alone.
 */
export function consequenceOf(value: string, requests: PlannedRequest[]): string {
	if (requests.some(({ sync, composite }) => sync ?? composite)) return ' (several requests)';
	return /^delete/.test(value) ? ' (cannot be undone)' : '';
}
