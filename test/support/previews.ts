import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Offered } from './operations';

const folder = resolve(__dirname, '../../nodes/NetSapiens/__schema__/v1.0.0');

/** Names of the fields that n8n shows for an operation before it has run. @throws when there is no preview */
export function previewed({ choice }: Pick<Offered, 'choice'>): string[] {
	const file = resolve(folder, choice.resource!, `${choice.operation}.json`);
	const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
	return Object.keys(properties);
}

/** Fields of items that the preview of their operation does not have. */
export function unforeseen(one: Pick<Offered, 'choice'>, items: INodeExecutionData[]): string[] {
	const foreseen = previewed(one);
	const names = new Set(items.flatMap(({ json }) => Object.keys(json).map((name) => name.trim())));
	return [...names].filter((name) => !foreseen.includes(name));
}
