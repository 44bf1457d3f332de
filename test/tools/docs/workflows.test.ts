/** Every example workflow can be imported as it is and stands in the documentation. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { workflowNames } from '../../../host/workflows';
import type { Workflow } from '../../../host/rest';
import { NetSapiens } from '../../../nodes/NetSapiens/NetSapiens.node';
import { NetSapiensApproval } from '../../../nodes/NetSapiensApproval/NetSapiensApproval.node';
import { NetSapiensTrigger } from '../../../nodes/NetSapiensTrigger/NetSapiensTrigger.node';
import { inRoot } from '../../support/real';

const docs = readFileSync(inRoot('docs/workflows.md'), 'utf8');
const readme = readFileSync(inRoot('README.md'), 'utf8');

const read = (name: string) =>
	JSON.parse(readFileSync(inRoot(join('workflows', `${name}.json`)), 'utf8')) as Workflow;

let names: string[];

beforeAll(async () => {
	names = await workflowNames();
});

test('each has a section with a picture, and a row in the README', () => {
	for (const name of names) {
		const title = read(name).name;
		expect(docs).toContain(`\n## ${title}\n\n![${title}](images/workflow-${name}.png)\n`);
		expect(docs).toContain(`(../workflows/${name}.json)`);
		expect(readme).toContain(`(workflows/${name}.json)`);
		expect([name, existsSync(inRoot(`docs/images/workflow-${name}.png`))]).toEqual([name, true]);
	}
});

test('none is documented that is not there', () => {
	const said = [...docs.matchAll(/\(\.\.\/workflows\/(.+?)\.json\)/g)].map(([, name]) => name);
	expect(said.sort()).toEqual(names);
});

test('each is whole, and carries no credentials', () => {
	const ids = names.map((name) => read(name).id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const name of names) {
		const { nodes, connections, pinData } = read(name);
		const known = nodes.map((node) => node.name);
		expect(new Set(known).size).toBe(known.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		expect(nodes.filter((node) => node.credentials)).toEqual([]);
		expect(pinData ?? {}).toEqual({});
		expect(known).toContain('About');
		const ends = Object.values(connections).flatMap((one) => Object.values(one).flat(2));
		for (const end of [...Object.keys(connections), ...ends.map((one) => one?.node)]) {
			expect(known).toContain(end);
		}
	}
});

test('our nodes are in versions that there are: n8n shows others as broken', () => {
	const versions = Object.fromEntries(
		[new NetSapiens(), new NetSapiensTrigger(), new NetSapiensApproval()].map(
			({ description: { name, version } }) => [
				`n8n-nodes-netsapiens-pbx.${name}`,
				[version].flat(),
			],
		),
	);
	for (const name of names) {
		const ours = read(name).nodes.filter(({ type }) =>
			type.startsWith('n8n-nodes-netsapiens-pbx.'),
		);
		expect(ours.length).toBeGreaterThan(0);
		for (const node of ours) {
			// A tool is the node under another name.
			const known = versions[node.type.replace(/(?:Hitl)?Tool$/, '')];
			expect([name, node.name, known]).toEqual([
				name,
				node.name,
				expect.arrayContaining([node.typeVersion]),
			]);
		}
	}
});
