import type { Row } from '../state/table';

/** Whether a user is one that the server made for itself: of a domain, a queue, an attendant. */
export const isSystemUser = ({ data }: Row): boolean =>
	String(data['service-code'] ?? '').startsWith('system');
