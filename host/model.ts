/** Stands in for a language model: answers as it was told to beforehand, and keeps what it was asked. */
import fastify from 'fastify';
import getPort from 'get-port';

import type { CredentialData } from './rest';

/** What the model does at one step: calls a tool, or says something and is done. */
export type Step = { tool: string; arguments: Record<string, unknown> } | { say: string };

export interface Message {
	role: string;
	content: string | null;
}

/** What a tool takes, as JSON Schema. */
export interface Parameters {
	properties?: Record<string, { type?: string; description?: string }>;
	required?: string[];
}

/** One request for the model's next step. */
export interface Asked {
	model: string;
	messages: Message[];
	tools?: Array<{ function: { name: string; description: string; parameters: Parameters } }>;
}

export interface ScriptedModel {
	/** Credential for n8n's OpenAI Chat Model node. */
	credential: CredentialData;
	/** What the model was asked, oldest first. */
	asked: Asked[];
	/** What came back from the tools, as the model was told it last. */
	told(): Array<string | null>;
	stop(): Promise<void>;
}

/** Starts a model that takes the steps one after the other, in each conversation from the first. */
export async function startModel(steps: Step[]): Promise<ScriptedModel> {
	return await startThinking(({ messages }) => {
		const done = messages.filter(({ role }) => role === 'assistant').length;
		return steps[done] ?? { say: 'There is no further step.' };
	});
}

/** Starts a model. @param think what it does next in a conversation */
export async function startThinking(think: (asked: Asked) => Step): Promise<ScriptedModel> {
	const asked: Asked[] = [];
	const server = fastify({ forceCloseConnections: true });
	server.get('/v1/models', async () => ({ object: 'list', data: [] }));
	server.post<{ Body: Asked }>('/v1/chat/completions', async ({ body }) => {
		asked.push(body);
		const done = body.messages.filter(({ role }) => role === 'assistant').length;
		return completion(body.model, think(body), done);
	});
	const port = await getPort();
	await server.listen({ host: '127.0.0.1', port });
	return {
		credential: {
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'sk-x', url: `http://127.0.0.1:${port}/v1` },
		},
		asked,
		told: () =>
			(asked.at(-1)?.messages ?? [])
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => content),
		stop: async () => await server.close(),
	};
}

function completion(model: string, step: Step, index: number) {
	const call = (name: string, args: unknown) => ({
		id: `call_${index}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(args) },
	});
	const message =
		'tool' in step
			? { content: null, tool_calls: [call(step.tool, step.arguments)] }
			: { content: step.say };
	return {
		id: `completion_${index}`,
		object: 'chat.completion',
		created: 0,
		model,
		choices: [
			{
				index: 0,
				finish_reason: 'tool' in step ? 'tool_calls' : 'stop',
				message: { role: 'assistant', ...message },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
