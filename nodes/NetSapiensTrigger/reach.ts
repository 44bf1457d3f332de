import { addressAllowed } from './sender';

/** From where an address can be reached; each includes those before. */
enum Reach {
	ThisMachine,
	/** The networks around it. */
	Nearby,
	Everywhere,
}

const THIS_MACHINE = '127.0.0.0/8, 0.0.0.0/8, ::1, ::';
const NEARBY =
	'10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16, 100.64.0.0/10, fc00::/7, fe80::/10';

const NAMED_THIS_MACHINE = /(^|\.)localhost$|^localhost\.localdomain$/;
/** Endings that no public name server knows, and names without any dot. */
const NAMED_NEARBY =
	/\.(local|localdomain|internal|lan|intranet|private|corp|home|home\.arpa)$|^[^.:]+$/;

/** What to tell people whose PBX may not reach their n8n. */
export interface ReachDoubt {
	/** Whether it certainly cannot. */
	certain: boolean;
	words: string;
}

/**
 * Whether a server can reach a webhook, as far as the two addresses tell. Addresses of the same kind
 * are taken to meet: on the same machine, in the same network, on the internet.
 *
 * @param webhook the webhook's URL
 * @param server the server's URL
 * @returns undefined when nothing speaks against it
 */
export function reachDoubt(webhook: string, server: string): ReachDoubt | undefined {
	const missing = reachOf(server) - reachOf(webhook);
	if (missing <= 0) return undefined;
	const { origin } = new URL(webhook);
	const { host } = new URL(server);
	const advice =
		'Set WEBHOOK_URL (newer name: N8N_WEBHOOK_URL) to an address of n8n that the PBX can reach, and restart n8n.';
	if (missing === 1) {
		const words = `${host} may not be able to post to ${origin}, n8n's webhook address. If no events arrive: ${advice}`;
		return { certain: false, words };
	}
	const words = `${host} cannot post to ${origin}: only n8n's own machine can. ${advice} If the PBX runs on that machine, put localhost into the credential's Server field.`;
	return { certain: true, words };
}

function reachOf(url: string): Reach {
	const host = new URL(url).hostname.replace(/\.$/, '');
	if (NAMED_THIS_MACHINE.test(host) || addressAllowed(host, THIS_MACHINE)) return Reach.ThisMachine;
	if (NAMED_NEARBY.test(host) || addressAllowed(host, NEARBY)) return Reach.Nearby;
	return Reach.Everywhere;
}
