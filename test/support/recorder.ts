import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Operation } from '../../nodes/NetSapiens/execute/operation';
import { keyFor } from './credentials';
import { runNode } from './engine';
import {
	json,
	startHostile,
	text,
	type Hostile,
	type Responder,
	type WireRequest,
} from './hostile';
import type { Offered } from './operations';
import { FILE } from './wires';

/** An item with the file that uploads send. */
export const withFile: INodeExecutionData = {
	json: {},
	binary: {
		data: {
			data: FILE.content.toString('base64'),
			mimeType: FILE.type,
			fileName: FILE.name,
		},
	},
};

/** A server that takes everything, and what came to it. */
export class Recorder {
	private constructor(
		private readonly server: Hostile,
		private answer: { current: Responder },
	) {}

	static async start(): Promise<Recorder> {
		const answer = { current: json(404, {}) };
		const server = await startHostile((request, response) => answer.current(request, response));
		return new Recorder(server, answer);
	}

	/** Runs an operation. @returns the requests that came, and why it failed if it did */
	async run(
		one: Offered,
		parameters: INodeParameters,
		more: { input?: INodeExecutionData[]; timezone?: string } = {},
	): Promise<{ requests: WireRequest[]; error: string }> {
		this.server.requests.splice(0);
		this.answer.current = answerTo(one.operation);
		const { error } = await runNode({
			parameters,
			credential: keyFor(this.server.url),
			input: [withFile],
			...more,
		});
		return { requests: [...this.server.requests], error: error?.message ?? '' };
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}
}

/** An answer that the operation takes for a success. */
function answerTo({ result, text: isText }: Operation): Responder {
	if (isText) return text(200, 'done');
	switch (result) {
		case 'list':
			return json(200, []);
		case 'count':
			return json(200, { total: 0 });
		case 'record':
			return json(200, { a: 'b' });
		case 'file':
			return text(200, Buffer.from('RIFF'), { 'content-type': 'audio/wav' });
		default:
			return json(202, { code: 202, message: 'Accepted' });
	}
}
