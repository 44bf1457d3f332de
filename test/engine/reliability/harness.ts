import {
	NodeApiError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type ITriggerFunctions,
} from 'n8n-workflow';
import { fingerprint, type NetSapiensCredential } from '../../../credentials/signIn/credential';
import { listSearch } from '../../../nodes/NetSapiens/methods/listSearch';
import { NetSapiens } from '../../../nodes/NetSapiens/NetSapiens.node';
import { enrich } from '../../../nodes/NetSapiensTrigger/enrich';
import { keepAlive } from '../../../nodes/NetSapiensTrigger/lifecycle';
import { listen } from '../../../nodes/NetSapiensTrigger/listening';
import { NetSapiensTrigger } from '../../../nodes/NetSapiensTrigger/NetSapiensTrigger.node';
import { executeContext, hookContext, loadOptionsContext } from '../../support/contexts';
import { protectN8n, runNode } from '../../support/engine';
import { startHostile, text, type Hostile } from '../../support/hostile';
import { settings } from '../../support/planted';
import type { Call, Ends, Row } from './row';

type Outcome = Pick<Ends, 'message' | 'advice' | 'hint' | 'logged'> & {
	items: INodeExecutionData[];
};

/** Runs a row for real and says how it ended, in the terms of the row. */
export async function play({
	server = {},
	call,
	credential,
	protectedN8n = false,
}: Row): Promise<Ends> {
	protectN8n(protectedN8n);
	const other = server.elsewhere && (await startHostile(server.elsewhere()));
	const answers = server.answers?.(other?.url ?? '') ?? text(500, 'unexpected');
	const own = await startHostile(answers, { tls: server.tls });
	const address = server.address?.(own.url) ?? own.url;
	try {
		const outcome = await carryOut(call, credentialFor(address, credential));
		return told(outcome, own, other);
	} finally {
		protectN8n(false);
		await own.stop();
		await other?.stop();
	}
}

/** Signed in already, unless the row says otherwise. */
function credentialFor(
	server: string,
	more: ICredentialDataDecryptedObject = {},
): ICredentialDataDecryptedObject {
	const key = 'nss_0123456789';
	const own = { ...settings, apiKey: key, accessToken: key, refreshToken: '', clientSecret: 's' };
	const credential = { ...own, password: 'p', authenticatorSecret: '', ...more, server };
	const tokenOwner = fingerprint(credential as unknown as NetSapiensCredential);
	return { ...credential, tokenOwner };
}

async function carryOut(call: Call, credential: ICredentialDataDecryptedObject): Promise<Outcome> {
	const node = new NetSapiens();
	const trigger = new NetSapiensTrigger();
	if ('node' in call) {
		const { node: parameters, input, onError } = call;
		const { items, error, hints } = await runNode({ parameters, credential, input, onError });
		return { items, ...wordsOf(error), hint: hints[0] };
	}
	if ('picker' in call) {
		const context = loadOptionsContext({ type: node, parameters: call.form, credential });
		return await outcomeOf(
			listSearch[call.picker]!.call(context, call.filter).then(({ results }) =>
				results.map(({ name, value }) => ({ json: { name, value } as IDataObject })),
			),
		);
	}
	if ('event' in call) {
		const items = [{ json: call.event }];
		const parameters = { options: call.options } as INodeParameters;
		const context = executeContext({ type: trigger, parameters, credential }, items);
		return await outcomeOf(enrich(context, items));
	}
	const parameters = { ...subscribedTo, ...call.parameters };
	const context = hookContext({ type: trigger, parameters, credential }, call.activation);
	const address = context.getNodeWebhookUrl('default') ?? '';
	const webhook = { address, secret: SECRET };
	Object.assign(context.getWorkflowStaticData('node'), { secret: SECRET }, call.remembered);
	const logged: string[] = [];
	jest.spyOn(context.logger, 'warn').mockImplementation((line) => void logged.push(line));
	const { create, delete: remove } = trigger.webhookMethods.default;
	const acts = {
		publish: async () => await create.call(context),
		unpublish: async () => await remove.call(context),
		renew: async () => {
			listen(context.getNode(), webhook);
			await keepAlive(context as unknown as ITriggerFunctions);
		},
	};
	const outcome = await outcomeOf(acts[call.trigger]().then(() => []));
	return { ...outcome, logged };
}

const SECRET = 's3cret';

const subscribedTo: INodeParameters = {
	events: ['callRinging'],
	domain: { __rl: true, mode: 'id', value: 'acme.example' },
	user: { __rl: true, mode: 'id', value: '*' },
};

async function outcomeOf(work: Promise<INodeExecutionData[]>): Promise<Outcome> {
	return await work.then(
		(items) => ({ items }),
		(error: Error) => ({ items: [], ...wordsOf(error) }),
	);
}

function wordsOf(error: Error | undefined): Pick<Ends, 'message' | 'advice'> {
	if (!error) return {};
	const { description } = error as Partial<NodeApiError>;
	return { message: error.message, ...(description ? { advice: description } : {}) };
}

/** The outcome in the names that documents use for the servers. */
function told(
	{ items, message, advice, hint, logged }: Outcome,
	own: Hostile,
	other?: Hostile,
): Ends {
	const isFailed = ({ json }: INodeExecutionData) => 'error' in json && 'details' in json;
	const failed = items.filter(isFailed).map(({ json }) => json);
	const details = failed[0]?.details as IDataObject | undefined;
	const named = namesFor(own, other);
	const requests = own.requests.map(
		({ method, url }) => `${method} ${url.split('?')[0]?.replace(/^\/ns-api\/v2/, '')}`,
	);
	return {
		...named({ message: message ?? failed[0]?.error, advice: advice ?? details?.advice, hint }),
		items: named(items.filter((item) => !isFailed(item)).map(outputOf)),
		failed: failed.length,
		requests,
		elsewhere: other?.requests.length ?? 0,
		logged: named(logged ?? []),
	} as Ends;
}

/** What the item holds, files as their text. */
function outputOf({ json, binary }: INodeExecutionData): IDataObject {
	if (!binary?.data) return json;
	const { data, mimeType, fileName } = binary.data;
	return { ...json, file: Buffer.from(data, 'base64').toString(), mimeType, fileName };
}

function namesFor(own: Hostile, other?: Hostile): <T>(value: T) => T {
	const { host } = new URL(own.url);
	const rename = (text: string) =>
		text
			.replaceAll(other?.url ?? '\0', 'https://other.example')
			.replaceAll(own.url, 'https://pbx.example.com')
			.replaceAll(host, 'pbx.example.com');
	return <T>(value: T) => JSON.parse(rename(JSON.stringify(value))) as T;
}
