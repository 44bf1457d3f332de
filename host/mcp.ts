/** Speaks MCP to a workflow, with the client that n8n itself comes with. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { eventually } from './eventually';
import { root } from './paths';

interface Tool {
	name: string;
	description: string;
	inputSchema: { properties?: Record<string, unknown>; required?: string[] };
}

interface Answer {
	isError?: boolean;
	content: Array<{ type: string; text: string }>;
}

export interface McpClient {
	listTools(): Promise<{ tools: Tool[] }>;
	callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<Answer>;
	getInstructions(): string | undefined;
	close(): Promise<void>;
}

interface Sdk {
	Client: new (about: { name: string; version: string }) => McpClient & {
		connect(transport: unknown): Promise<void>;
	};
	StreamableHTTPClientTransport: new (url: URL, options: object) => unknown;
}

/**
 * A client of the MCP server at an address. n8n opens the path a moment after it says that the workflow is
 * published, so that is waited for.
 *
 * @throws Error when nobody lets it in
 */
export async function connectMcp(url: string, token: string): Promise<McpClient> {
	const load = createRequire(join(root, 'host/n8n/package.json'));
	const { Client } = load('@modelcontextprotocol/sdk/client/index.js') as Sdk;
	const { StreamableHTTPClientTransport } = load(
		'@modelcontextprotocol/sdk/client/streamableHttp.js',
	) as Sdk;
	const headers = { authorization: `Bearer ${token}` };
	await eventually(
		async () => (await fetch(url, { method: 'POST', headers })).status,
		(status) => status !== 404,
	);
	const client = new Client({ name: 'netsapiens', version: '1.0.0' });
	await client.connect(
		new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
	);
	return client;
}
