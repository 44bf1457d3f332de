/** Uses the example that is an MCP server, as a program with a model of its own would. */
import { connectMcp } from '../../host/mcp';
import type { CredentialData, N8nClient, Workflow } from '../../host/rest';

const TOKEN = 'demo-token';

/** What lets programs in. */
export const mcpCredential: CredentialData = {
	name: 'MCP token',
	type: 'httpBearerAuth',
	data: { token: TOKEN },
};

/**
 * Publishes the workflow and asks one of its tools.
 *
 * @returns whether the tool gave what it is for
 */
export async function askByMcp(client: N8nClient, workflow: Workflow): Promise<boolean> {
	await client.activate(workflow.id);
	const { path } = workflow.nodes.find(({ type }) => type.endsWith('.mcpTrigger'))!.parameters;
	const url = `${client.url}/mcp/${String(path)}`;
	const mcp = await connectMcp(url, TOKEN);
	const { tools } = await mcp.listTools();
	const { isError, content } = await mcp.callTool({ name: 'Find_people', arguments: {} });
	await mcp.close();
	const names = tools.map(({ name }) => name).join(', ');
	console.log(
		`\n${workflow.name}\n    ${url} (token ${TOKEN}): ${names}\n    Find_people: ${content[0]?.text.slice(0, 150)}…`,
	);
	return !isError;
}
