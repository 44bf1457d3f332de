import type { Call } from '../handler';
import type { System } from '../system';

/** Base of addresses in answers: the address by which the reader reached us, or the proxy before us. */
export const baseOf = ({ hostname }: System, { request }: Call): string => {
	const scheme = String(request.headers['x-forwarded-proto'] ?? 'http');
	return `${scheme}://${request.headers.host ?? hostname}`;
};
