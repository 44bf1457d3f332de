import { addressAllowed } from './addresses';

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

/** What to tell people whose PBX may not reach an address that it is to post to. */
export interface ReachDoubt {
	/** Whether it certainly cannot. */
	certain: boolean;
	words: string;
}

/** How n8n gets another webhook address. */
const ADVICE =
	'Set WEBHOOK_URL (newer name: N8N_WEBHOOK_URL) to an address of n8n that the PBX can reach, and restart n8n.';

/**
 * Whether a server can reach a webhook of n8n, as far as the two addresses tell. Addresses of the same
 * kind are taken to meet: on the same machine, in the same network, on the internet.
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
	if (missing === 1) {
		const words = `${host} may not be able to post to ${origin}, n8n's webhook address. If no events arrive: ${ADVICE}`;
		return { certain: false, words };
	}
	const words = `${host} cannot post to ${origin}: only n8n's own machine can. ${ADVICE} If the PBX runs on that machine, put localhost into the credential's Server field.`;
	return { certain: true, words };
}

/**
 * The same of any address that somebody gives a server to post to.
 *
 * @param address what was given, which need not be a URL
 */
export function postingDoubt(address: string, server: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const doubt = reachDoubt(address, server);
	if (!doubt) return undefined;
	const { host } = new URL(server);
	const can = doubt.certain ? 'cannot' : 'may not be able to';
	return `${host} ${can} post to ${new URL(address).origin}, so no events may arrive. Use an address that the PBX can reach; the one of n8n's webhooks is set by WEBHOOK_URL.`;
}

function reachOf(url: string): Reach {
	const host = new URL(url).hostname.replace(/\.$/, '');
	if (NAMED_THIS_MACHINE.test(host) || addressAllowed(host, THIS_MACHINE)) return Reach.ThisMachine;
	if (NAMED_NEARBY.test(host) || addressAllowed(host, NEARBY)) return Reach.Nearby;
	return Reach.Everywhere;
}
