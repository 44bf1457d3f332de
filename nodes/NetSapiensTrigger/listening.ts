import type { INode } from 'n8n-workflow';

/** A webhook that n8n has registered for a published node. */
export interface Listening {
	/** The webhook's address, without secret. */
	address: string;
	/** What the server's posts have to say. */
	secret: string;
}

const listening = new Map<string, Listening>();

/**
 * Remembers in this process that a node listens, and where. What n8n saves in the workflow does not
 * tell: it is saved only when all triggers of the workflow are up, and a copy of the workflow in
 * another n8n has it too. However many there are, none is forgotten: it would not be renewed again.
 */
export function listen(node: INode, webhook: Listening): void {
	listening.set(keyOf(node), webhook);
}

/** Where a node listens; undefined when n8n has not registered its webhook in this process. */
export function listeningOf(node: INode): Listening | undefined {
	return listening.get(keyOf(node));
}

/** Forgets that a node listens at an address; tests listen at another one. */
export function listenNoMore(node: INode, address: string): void {
	if (listeningOf(node)?.address === address) listening.delete(keyOf(node));
}

function keyOf({ webhookId, id }: INode): string {
	return webhookId ?? id;
}
