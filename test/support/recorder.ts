import type {
	INodeExecutionData,
	INodeParameterResourceLocator,
	INodeParameters,
} from 'n8n-workflow';
import type { Download, Operation } from '../../nodes/NetSapiens/execute/operation';
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
		this.answer.current = answerTo(one.operation, parameters);
		const { error } = await runNode({
			parameters,
			credential: keyFor(this.server.url),
			input: [withFile],
			...more,
		});
		const requests = this.server.requests.filter(({ url }) => url !== FILE_PATH);
		return { requests, error: error?.message ?? '' };
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}
}

/** Where the files are that answers link to. */
const FILE_PATH = '/ns-api/file';

/** An answer that the operation takes for a success. */
function answerTo(operation: Operation, parameters: INodeParameters): Responder {
	const { result, text: isText, download } = operation;
	if (isText) return text(200, 'done');
	if (download) return linked(operation, download, parameters);
	switch (result) {
		case 'list':
			return json(200, []);
		case 'count':
			return json(200, { total: 0 });
		case 'record':
			return json(200, { a: 'b' });
		case 'file':
			return file;
		default:
			return json(202, { code: 202, message: 'Accepted' });
	}
}

const file = text(200, FILE.content, { 'content-type': FILE.type });

/** An answer whose record links to a file, and the file. */
function linked(
	{ parameters: fields }: Operation,
	{ link, by }: Download,
	parameters: INodeParameters,
): Responder {
	const chooses = fields.find(({ name }) => name === by?.name);
	const chosen = chooses && (parameters[chooses.parameter] as INodeParameterResourceLocator);
	return (request, response) => {
		if (request.url === FILE_PATH) return file(request, response);
		const url = `http://${request.headers.host}${FILE_PATH}`;
		const record = { [link]: url, ...(by && { [by.field]: chosen?.value ?? chosen }) };
		return json(200, by ? [record] : record)(request, response);
	};
}
