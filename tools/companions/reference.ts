/**
 * `npm run docs` in a companion: docs/operations.md from the form and the table of operations, so
 * that it says what the node does.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { NexogyDna } from '../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/NexogyDna.node.ts';
import {
	operations,
	type Field,
	type Operation,
} from '../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/operations';
import { companionFolder } from '../../host/companions';

const folder = companionFolder('n8n-nodes-nexogy-dna');

/** Where the reference stands. */
export const referenceFile = join(folder, 'docs/operations.md');

const { properties } = new NexogyDna().description;

/** @returns the reference as Markdown */
export function reference(): string {
	const resources = choicesOf(properties.find(({ name }) => name === 'resource'));
	const parts = resources.flatMap(({ name, value }) => [
		`## ${name}`,
		...Object.entries(operations[String(value)] ?? {}).map(([operation, facts]) =>
			section(String(value), operation, facts),
		),
	]);
	return `${[HEAD, ...parts].join('\n\n')}\n`;
}

const HEAD = `# Operations

What each operation asks for, what it sends, and what comes out. Parameters bear the API's names, which
expressions and AI tools use; the form shows the labels.`;

function section(resource: string, name: string, operation: Operation): string {
	const form = properties.find(
		({ name: own, displayOptions }) =>
			own === 'operation' && displayOptions?.show?.resource?.includes(resource),
	);
	const choice = choicesOf(form).find(({ value }) => value === name);
	const method = operation.method === 'unclear' ? 'POST or GET' : operation.method;
	const fields = [...operation.inPath, ...operation.fields];
	return [
		`### ${choice?.name}`,
		`${choice?.description}.`,
		`\`${method} ${operation.path}\``,
		`| Field | Parameter | Sent as | What it is |\n| --- | --- | --- | --- |\n${fields.map(row).join('\n')}`,
		`Output: ${outputOf(resource, name)}${operation.list ? ', an item each' : ''}`,
	].join('\n\n');
}

/** The fields of an output item, as the editor previews them. */
function outputOf(resource: string, name: string): string {
	const file = join(folder, 'nodes/NexogyDna/__schema__/v1.0.0', resource, `${name}.json`);
	const preview = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
	return Object.keys(preview.properties)
		.map((field) => `\`${field}\``)
		.join(', ');
}

function row(field: Field): string {
	const { displayName = '', description = '' } =
		properties.find(({ name }) => name === field.name) ?? {};
	const notes = [description.replace(/\.$/, ''), whenWords(field)].filter(Boolean).join('. ');
	return `| ${displayName} | \`${field.name}\` | ${SENT[field.kind]} | ${notes} |`;
}

const SENT: Record<Field['kind'], string> = {
	text: 'text',
	date: 'MM/DD/YYYY',
	toggle: '1 or 0',
	phoneNumber: 'digits',
	areaCode: 'three digits',
	email: 'text',
};

function whenWords({ when, optional }: Field): string {
	if (optional) return 'Optional';
	if (!when) return '';
	const asked = properties.find(({ name }) => name === when.name);
	const choice = choicesOf(asked).find(({ value }) => value === when.is)?.name;
	const is = choice ?? (when.is ? 'on' : 'off');
	return `Only where ${asked?.displayName} is ${is}`;
}

function choicesOf(property?: INodeProperties): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

if (require.main === module) writeFileSync(referenceFile, reference());
