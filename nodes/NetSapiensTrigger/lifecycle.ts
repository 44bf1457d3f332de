import type { IHookFunctions, ITriggerFunctions, WorkflowActivateMode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { readEndpoint, writeEndpoint, type Endpoint } from './endpoint';
import { keepSecret } from './secrets';
import { newSecret, unreadableEntries } from './sender';
import { readAllowedAddresses, readScope } from './settings';
import { ensureSubscriptions, removeSubscriptions, statusOf } from './subscriptions';

/** Manual tests listen for two minutes at most; what they leave behind shall not live long. */
const TEST_LIFETIME_MINUTES = 10;

/** Activations that nobody watches: n8n starts, or another main process takes over. */
const UNATTENDED: WorkflowActivateMode[] = ['init', 'leadershipChange'];

/** Subscribes, or finds the subscriptions of before and brings them up to date. */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	requireReadableSettings(context);
	const before = readEndpoint(context);
	const address = context.getNodeWebhookUrl('default') ?? '';
	const endpoint = { ...before, address, secret: before.secret ?? newSecret() };
	const save = () => writeEndpoint(context, endpoint);
	save();
	const scope = readScope(context);
	const manual = context.getActivationMode() === 'manual';
	if (!manual) keepSecret(context.getNode(), endpoint.secret);
	const lifetimeMinutes = manual ? TEST_LIFETIME_MINUTES : scope.lifetimeMinutes;
	const failed = (error: unknown): void => {
		if (!mayWait(context, before, error)) throw error;
		context.logger.warn(`${(error as Error).message}. It is tried again at the next renewal.`);
	};
	await ensureSubscriptions(context, { ...scope, lifetimeMinutes }, endpoint, save).catch(failed);
	return true;
}

/** Takes our subscriptions back; the secret stays for the next time. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	const endpoint = readEndpoint(context);
	if (!endpoint.address) return true;
	await removeSubscriptions(context, endpoint, () => writeEndpoint(context, endpoint));
	return true;
}

/**
 * Renews what is about to expire and creates again what the server lost. Never throws: the next
 * round may go well.
 */
export async function keepAlive(context: ITriggerFunctions): Promise<void> {
	const endpoint = readEndpoint(context);
	const { secret, address } = endpoint;
	// Nothing yet, or the activation failed: then n8n takes no posts for this node either.
	if (!secret || !address) return;
	const ready = { ...endpoint, secret, address };
	await ensureSubscriptions(context, readScope(context), ready, () =>
		writeEndpoint(context, ready),
	).catch((error: unknown) => {
		const { message } = error as Error;
		context.logger.warn(`Subscriptions could not be renewed, next try follows: ${message}`);
	});
}

/**
 * Whether a start without anybody watching goes on although the server cannot be reached: n8n would
 * give up after some seconds and forget the webhook, so that nothing could heal any more.
 */
function mayWait(context: IHookFunctions, before: Endpoint, error: unknown): boolean {
	const status = statusOf(error);
	const passing = status === 0 || status === 429 || status >= 500;
	const subscribedBefore = Object.keys(before.subscriptions).length > 0;
	return passing && subscribedBefore && UNATTENDED.includes(context.getActivationMode());
}

function requireReadableSettings(context: IHookFunctions): void {
	const node = context.getNode();
	const { models, domain } = readScope(context);
	if (models.length === 0) {
		throw new NodeOperationError(node, 'No event is chosen', {
			description: 'Choose what is to start the workflow under Events (and Models).',
		});
	}
	if (domain === '') {
		throw new NodeOperationError(node, 'No domain is chosen', {
			description: 'Pick a domain, or type ~ for your own.',
		});
	}
	const unreadable = unreadableEntries(readAllowedAddresses(context));
	if (unreadable.length > 0) {
		throw new NodeOperationError(node, `Not an IP address or network: ${unreadable.join(', ')}`, {
			description:
				'Allowed Addresses takes entries such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.',
		});
	}
}
