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
	message: string;
	description: string;
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
	const certain = missing > 1;
	const { origin } = new URL(webhook);
	const { host } = new URL(server);
	return {
		certain,
		message: `${host} ${certain ? 'cannot' : 'may not be able to'} post to ${origin}`,
		description: `n8n's webhook address can be reached ${certain ? 'from its own machine' : 'from nearby'} only. Set WEBHOOK_URL (newer name: N8N_WEBHOOK_URL) to an address that the PBX can reach and restart n8n. If the PBX is ${certain ? 'on the same machine' : 'nearby too'}, use such an address in the credential's Server field as well.`,
	};
}

function reachOf(url: string): Reach {
	const host = new URL(url).hostname.replace(/\.$/, '');
	if (NAMED_THIS_MACHINE.test(host) || addressAllowed(host, THIS_MACHINE)) return Reach.ThisMachine;
	if (NAMED_NEARBY.test(host) || addressAllowed(host, NEARBY)) return Reach.Nearby;
	return Reach.Everywhere;
}
