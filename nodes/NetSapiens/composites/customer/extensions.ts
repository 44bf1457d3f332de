import type { Call } from '../../execute/call';
import { rowsOf } from './customer';

/** What sends calls to an extension: phone numbers and menus have to say whether it is a call queue. */
export function applicationFor({ values }: Call, extension: string): 'to-callqueue' | 'to-user' {
	const queues = rowsOf(values.body.queues, 'queueExtension');
	const isQueue = queues.some(({ queueExtension }) => String(queueExtension) === extension);
	return isQueue ? 'to-callqueue' : 'to-user';
}
