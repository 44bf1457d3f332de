/** What n8n hands to the editor, and what people install, beside two nodes of n8n. */
import { readFile } from 'node:fs/promises';
import { glob } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { INodeType, INodeTypeDescription, IVersionedNodeType } from 'n8n-workflow';

import { capture } from '../../host/command';
import { buildPackage } from '../../host/package';
import { n8nDirectory, root } from '../../host/paths';
import type { Bench } from './bench';
import { row, type Unit } from './rows';

const BYTES_PER_KILOBYTE = 1024;

interface Sizes {
	description: number;
	properties: number;
	/** Thousands of characters that n8n gives to a model which asks how the node is used. */
	forModels: number;
	unpacked: number;
	packed: number;
}

/** The description of the newest version of the node that a file exports. */
function describe(file: string, className: string): INodeTypeDescription {
	const exported = createRequire(file)(file) as Record<string, new () => unknown>;
	const Node = exported[className];
	if (!Node) throw new Error(`${file} has no ${className}`);
	const node = new Node() as INodeType | IVersionedNodeType;
	if (!('nodeVersions' in node)) return node.description;
	const newest = node.nodeVersions[node.currentVersion];
	if (!newest) throw new Error(`${className} has no version ${node.currentVersion}`);
	return newest.description;
}

function sizesOf(description: INodeTypeDescription) {
	return {
		description: JSON.stringify(description).length / BYTES_PER_KILOBYTE,
		properties: description.properties.length,
		forModels: typesFor(description).length / 1000,
	};
}

/** The types that n8n writes for models which build workflows; of a community node always all of them. */
function typesFor(description: INodeTypeDescription): string {
	const sdk = createRequire(join(n8nDirectory, 'package.json'))('@n8n/workflow-sdk') as {
		generateNodeTypeFile: (node: INodeTypeDescription) => string;
	};
	const properties = description.properties.filter(({ type }) => type !== 'hidden');
	return sdk.generateNodeTypeFile({ ...description, properties });
}

async function ours(): Promise<Sizes> {
	const file = join(root, 'dist/nodes/NetSapiens/NetSapiens.node.js');
	const [tarball] = JSON.parse(await capture('npm', 'pack', '--dry-run', '--json')) as [
		{ size: number; unpackedSize: number },
	];
	return {
		...sizesOf(describe(file, 'NetSapiens')),
		unpacked: tarball.unpackedSize / BYTES_PER_KILOBYTE,
		packed: tarball.size / BYTES_PER_KILOBYTE,
	};
}

/** One of n8n's own nodes: its folder with all its versions, without what only developers read. */
async function theirs(name: string): Promise<Sizes> {
	const folder = join(n8nDirectory, '../n8n-nodes-base/dist/nodes', name);
	const parts: Buffer[] = [];
	for await (const file of glob(join(folder, '**/*.{js,json,svg}')))
		parts.push(await readFile(file));
	const all = Buffer.concat(parts);
	return {
		...sizesOf(describe(join(folder, `${name}.node.js`), name)),
		unpacked: all.length / BYTES_PER_KILOBYTE,
		packed: gzipSync(all).length / BYTES_PER_KILOBYTE,
	};
}

const lines: Array<{ what: string; key: keyof Sizes; unit: Unit; atMost?: number }> = [
	{ what: 'description', key: 'description', unit: 'KB', atMost: 600 },
	{ what: 'properties at the top', key: 'properties', unit: '', atMost: 450 },
	{ what: 'thousand characters for models', key: 'forModels', unit: '', atMost: 800 },
	{ what: 'unpacked', key: 'unpacked', unit: 'KB' },
	{ what: 'packed', key: 'packed', unit: 'KB' },
];

/** Our whole package beside the folders of Slack and Notion. */
export const bench: Bench = async () => {
	await buildPackage();
	const own = await ours();
	const [slack, notion] = [await theirs('Slack'), await theirs('Notion')];
	return lines.flatMap(({ what, key, unit, atMost }) => [
		row({ what, unit, ours: own[key], other: ["n8n's Slack node", slack[key]], atMost }),
		row({ what, unit, ours: own[key], other: ["n8n's Notion node", notion[key]], atMost }),
	]);
};
