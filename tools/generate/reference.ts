import type { LaidOut } from './wants';
import { groupBy } from './groups';

const head = `# Operations

Every operation of the NetSapiens API v2 and where the node has it. Written by \`npm run generate\`;
changes here are lost. *Since* is the first core version that serves the operation: older ones
answer 404 \`No Route Found [92]\`. What has no form is within reach of **API Request**. Where it says
*several*, the node does what no single request does.
`;

/** docs/operations.md: each request of the API with its resource and operation. */
export function referenceOf(operations: LaidOut[]): string {
	const sections = [...groupBy(operations, ({ resource }) => resource)].map(
		([resource, members]) =>
			`## ${resource.name}\n\n` +
			'| Operation | Request | Since |\n| --- | --- | --- |\n' +
			members.flatMap(rows).join('\n'),
	);
	return `${head}\n${sections.join('\n\n')}\n`;
}

function rows({ operation, requests }: LaidOut): string[] {
	return requests.flatMap(({ request }) => {
		if (request.composite) return [`| ${operation.name} | several | |`];
		const name = request.option
			? `${operation.name} (${operation.selector?.label}: ${request.option.name})`
			: operation.name;
		return [request.api.id, ...request.also].map(
			(id) => `| ${name} | \`${id}\` | ${request.api.since} |`,
		);
	});
}
