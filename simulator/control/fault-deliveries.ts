import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import type { DeliveryKind, Setting } from './fault-kinds';

/** Whether the request never gets as far as its handler. */
export const strikesAtOnce = ({ kind, when = 'before-reading' }: Setting): boolean =>
	(kind === 'stall' || kind === 'reset') && when === 'before-reading';

/** Breaks the connection, `reset` with a TCP reset; `stall` leaves it as it is. */
export function abandon(kind: DeliveryKind, reply: FastifyReply): void {
	if (kind === 'reset') reply.raw.socket?.resetAndDestroy();
	if (kind === 'truncate') reply.raw.socket?.destroy();
}

/** The body in the way a fault delivers it. */
export function deliver(
	fault: Setting<DeliveryKind>,
	reply: FastifyReply,
	whole: Buffer,
): Buffer | Readable {
	const half = whole.subarray(0, whole.length / 2);
	const { kind, when } = fault;
	if (kind === 'drip') return Readable.from(drops(fault, whole), { objectMode: false });
	if (kind === 'truncate' && fault.quiet) return half;
	if (when === 'carried-out') return unfinished(Buffer.alloc(0), () => abandon(kind, reply));
	void reply.header('content-length', whole.length);
	return unfinished(half, () => abandon(kind, reply));
}

async function* drops({ bytes = 8, delay = 10, endless }: Setting, whole: Buffer) {
	for (let at = 0; at < whole.length; at += bytes) {
		yield whole.subarray(at, at + bytes);
		await sleep(delay);
	}
	while (endless) {
		yield Buffer.from(' ');
		await sleep(delay);
	}
}

/** A body that breaks off: `next` happens when `part` has been handed to the system. */
function unfinished(part: Buffer, next: () => void): Readable {
	let left = part.length > 0;
	return new Readable({
		read() {
			if (left) this.push(part);
			else setImmediate(next);
			left = false;
		},
	});
}
