/** The form of the companion package: its words, its names, its previews and its reference. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { NexogyDnaApi } from '../../../companions/n8n-nodes-nexogy-dna/credentials/NexogyDnaApi.credentials';
import codex from '../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/NexogyDna.node.json';
import { NexogyDna } from '../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/NexogyDna.node.ts';
import { operations } from '../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/operations';
import { companionFolder } from '../../../host/companions';
import { reference, referenceFile } from '../../../tools/companions/reference';
import { breaking, rules, sharedActions, textsOf } from '../../support/style';

const folder = companionFolder('n8n-nodes-nexogy-dna');
const { properties } = new NexogyDna().description;
const credential = new NexogyDnaApi();

const values = (property?: INodeProperties) =>
	((property?.options ?? []) as INodePropertyOptions[]).map(({ value }) => value).sort();

test.each(Object.keys(rules))('no text %s', (rule) => {
	const texts = textsOf([...properties.slice(1), ...credential.properties]);
	expect(texts.length).toBeGreaterThan(80);
	expect(breaking(texts, rule)).toEqual([]);
});

test('no two operations of a resource are called the same', () => {
	expect(sharedActions(properties)).toEqual([]);
});

test('the form offers what the table has, and asks for each of its fields', () => {
	const names = properties.map(({ name }) => name);
	expect(values(properties[0])).toEqual(Object.keys(operations).sort());
	for (const [resource, ofResource] of Object.entries(operations)) {
		const choice = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		);
		expect(values(choice)).toEqual(Object.keys(ofResource).sort());
		for (const [name, { fields, inPath }] of Object.entries(ofResource)) {
			const asked = [...fields, ...inPath].map((field) => field.name);
			expect(names).toEqual(expect.arrayContaining(asked));
			const preview = `nodes/NexogyDna/__schema__/v1.0.0/${resource}/${name}.json`;
			expect([preview, existsSync(join(folder, preview))]).toEqual([preview, true]);
		}
	}
});

test('names that workflows hold are those that were given once', () => {
	expect([...new Set(properties.map(({ name }) => name))].sort()).toEqual([
		...['address', 'billing_address', 'billing_zipcode', 'client_id', 'customer_id'],
		...['did_number', 'did_porting', 'domain', 'email', 'ext', 'findBy', 'first_name'],
		...['has_subreseller_id', 'keyNotice', 'last_name', 'limit', 'npa', 'operation', 'options'],
		...['resource', 'returnAll', 'sameBillingAddress', 'start_billing_date', 'state'],
		...['subreseller_id', 'zipcode'],
	]);
	const choices = Object.entries(operations).flatMap(([resource, ofResource]) =>
		Object.keys(ofResource).map((name) => `${resource}.${name}`),
	);
	expect(choices).toEqual([
		...['client.activate', 'client.cancel', 'client.create', 'client.suspend', 'client.update'],
		...['device.getOrCreate', 'did.search', 'domain.getStatus'],
	]);
	expect([credential.name, new NexogyDna().description.name]).toEqual([
		'nexogyDnaApi',
		'nexogyDna',
	]);
});

test('docs/operations.md is what "npm run docs" writes', () => {
	expect(readFileSync(referenceFile, 'utf8')).toBe(reference());
});

test('the README has the parts that n8n asks for, and no link in it leads nowhere', () => {
	const readme = readFileSync(join(folder, 'README.md'), 'utf8');
	for (const part of ['Installation', 'Credentials', 'Operations', 'Compatibility']) {
		expect(readme).toContain(`## ${part}`);
	}
	const links = [...readme.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
	const dead = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(folder, link)));
	expect(dead).toEqual([]);
});

test('the README names no npm script that is not there', () => {
	const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	const readme = readFileSync(join(folder, 'README.md'), 'utf8');
	const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
	expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('each search word stands in the codex once', () => {
	expect(new Set(codex.alias.map((word) => word.toLowerCase())).size).toBe(codex.alias.length);
});
