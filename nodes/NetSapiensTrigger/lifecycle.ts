import {
	NodeOperationError,
	UserError,
	type IHookFunctions,
	type ITriggerFunctions,
	type WorkflowActivateMode,
} from 'n8n-workflow';
import type { NetSapiensCredential } from '../../credentials/signIn/credential';
import { apiBaseUrl } from '../../credentials/signIn/server';
import { unreadableEntries } from '../NetSapiens/transport/addresses';
import { Api, type ApiSettings } from '../NetSapiens/transport/api';
import { reachDoubt } from '../NetSapiens/transport/reach';
import { readEndpoint, writeEndpoint } from './endpoint';
import { listen, listeningOf, listenNoMore, type Listening } from './listening';
import { renewalSeconds } from './schedule';
import { newSecret } from './sender';
import { readAllowedAddresses, readScope, type Scope } from './settings';
import { ensureSubscriptions, removeSubscriptions } from './subscriptions';

/** Manual tests listen for two minutes at most; what they leave behind shall not live long. */
const TEST_LIFETIME_MINUTES = 10;

/** Somebody waits for a test, and n8n tries once. */
const TESTING: ApiSettings = {
	timeoutMilliseconds: 10_000,
	runMilliseconds: 30_000,
	fixed: true,
};

/**
 * n8n itself tries five times to publish, tidies up after each time, and gives up after 84 seconds
 * (n8n 2.41). With these limits people read why, also when a server hangs, and not that time ran out.
 */
const PUBLISHING: ApiSettings = {
	timeoutMilliseconds: 6_000,
	runMilliseconds: 40_000,
	attempts: 1,
	fixed: true,
};

/** A round of renewal takes no longer, and it ends before the next one begins. */
const LONGEST_ROUND_SECONDS = 60;

/** n8n starts, or another main process takes over. */
const UNATTENDED: WorkflowActivateMode[] = ['init', 'leadershipChange'];

/** By then n8n has finished what a crash interrupted; it waits two minutes before (n8n 2.41). */
const STARTING_MILLISECONDS = 5 * 60_000;

/**
 * Subscribes, or finds the subscriptions of before and brings them up to date.
 *
 * When nobody watches, no failure ends it: n8n would give up after some seconds and forget the
 * webhook, so that nothing could heal any more. The next renewal tries again.
 *
 * @throws UserError with advice in its message when somebody watches
 */
export async function subscribe(context: IHookFunctions): Promise<boolean> {
	const unattended = isUnattended(context);
	await start(context, unattended).catch((error: Error) => {
		if (!unattended) throw new UserError(wordsOf(error), { cause: error });
		warn(context, error);
	});
	return true;
}

async function start(context: IHookFunctions, unattended: boolean): Promise<void> {
	const isTest = context.getActivationMode() === 'manual';
	const address = context.getNodeWebhookUrl('default') ?? '';
	const webhook = { address, secret: readEndpoint(context).secret ?? newSecret() };
	if (!isTest) listen(context.getNode(), webhook);
	const scope = readableScope(context);
	await tellUnlessReachable(context, address, unattended);
	if (isTest) scope.lifetimeMinutes = TEST_LIFETIME_MINUTES;
	await bringUp(context, scope, webhook, isTest ? TESTING : PUBLISHING);
}

/**
 * Whether n8n starts the trigger by itself. Its repairs look like somebody's update: it activates
 * again what was never taken back, or what a crash has interrupted.
 */
function isUnattended(context: IHookFunctions): boolean {
	const mode = context.getActivationMode();
	if (mode !== 'update') return UNATTENDED.includes(mode);
	return listeningOf(context.getNode()) !== undefined || performance.now() < STARTING_MILLISECONDS;
}

/** Takes our subscriptions back; the secret stays for the next time. */
export async function unsubscribe(context: IHookFunctions): Promise<boolean> {
	const address = context.getNodeWebhookUrl('default') ?? '';
	listenNoMore(context.getNode(), address);
	const endpoint = { ...readEndpoint(context), address };
	if (endpoint.secret === undefined) return true;
	const save = () => writeEndpoint(context, endpoint);
	await removeSubscriptions(new Api(context, PUBLISHING), endpoint, save);
	return true;
}

/**
 * Renews what is about to expire and creates again what the server lost. Never throws: the next
 * round may go well.
 */
export async function keepAlive(context: ITriggerFunctions): Promise<void> {
	const webhook = listeningOf(context.getNode());
	if (webhook) await renew(context, webhook).catch((error: Error) => warn(context, error));
}

async function renew(context: ITriggerFunctions, webhook: Listening): Promise<void> {
	const scope = readableScope(context);
	const seconds = Math.min(renewalSeconds(scope.lifetimeMinutes), LONGEST_ROUND_SECONDS);
	await bringUp(context, scope, webhook, {
		timeoutMilliseconds: 10_000,
		runMilliseconds: 1000 * seconds,
		fixed: true,
	});
}

async function bringUp(
	context: IHookFunctions | ITriggerFunctions,
	scope: Scope,
	webhook: Listening,
	limits: ApiSettings,
): Promise<void> {
	const endpoint = { ...readEndpoint(context), ...webhook };
	const save = () => writeEndpoint(context, endpoint);
	save();
	await ensureSubscriptions(new Api(context, limits), scope, endpoint, save);
}

/** One line for each round that failed; there is nobody else to tell. */
function warn(context: IHookFunctions | ITriggerFunctions, error: Error): void {
	const where = `${context.getNode().name}, workflow ${context.getWorkflow().id ?? ''}`;
	context.logger.warn(
		`Subscriptions could not be renewed, next try follows (${where}): ${wordsOf(error)}`,
	);
}

/**
 * All that an error says: where triggers fail, n8n shows nothing but the message. (Errors of nodes
 * would lose it again: n8n has words of its own for those that name a code such as ECONNREFUSED.)
 */
function wordsOf(error: Error): string {
	const { message, description } = error as Error & { description?: string | null };
	return description ? `${message.replace(/\.$/, '')}. ${description}` : message;
}

async function tellUnlessReachable(
	context: IHookFunctions,
	address: string,
	unattended: boolean,
): Promise<void> {
	const { server } = await context.getCredentials<NetSapiensCredential>('netSapiensApi');
	const doubt = reachDoubt(address, apiBaseUrl(server));
	if (!doubt) return;
	if (doubt.certain && !unattended) throw new NodeOperationError(context.getNode(), doubt.words);
	context.logger.warn(doubt.words);
}

/** @throws NodeOperationError when what the node is set to cannot work */
function readableScope(context: IHookFunctions | ITriggerFunctions): Scope {
	const node = context.getNode();
	const scope = readScope(context);
	if (scope.models.length === 0) {
		throw new NodeOperationError(node, 'No event is chosen', {
			description: 'Choose what is to start the workflow under Events (and Models).',
		});
	}
	if (scope.domain === '') {
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
	return scope;
}
