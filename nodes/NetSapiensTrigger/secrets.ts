import type { INode } from 'n8n-workflow';

const TRIGGERS_IN_PROCESS = 500;

/** Secrets by webhook. */
const secrets = new Map<string, string>();

/**
 * Keeps the secret of a trigger in the process. n8n saves what a trigger writes down only when all
 * triggers of the workflow are up, and the server's first posts may come before that.
 */
export function keepSecret(node: INode, secret: string): void {
	secrets.set(keyOf(node), secret);
	const [oldest] = secrets.keys();
	if (secrets.size > TRIGGERS_IN_PROCESS && oldest !== undefined) secrets.delete(oldest);
}

export function keptSecret(node: INode): string | undefined {
	return secrets.get(keyOf(node));
}

function keyOf({ webhookId, id }: INode): string {
	return webhookId ?? id;
}
