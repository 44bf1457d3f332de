import type { INodeProperties } from 'n8n-workflow';

import { fieldsInside, typeWords } from './fieldTypes';
import type { Form, FormField } from './formField';
import { groupBy } from './groups';
import { bodyInView, toAdd } from './inView';
import type { PlannedResource } from './planned';
import { shared, type LaidOut, type LaidOutRequest, type Shared } from './wants';

const index = 'docs/operations.md';
const folder = 'docs/operations';

const head = `# Operations

Every operation of the NetSapiens API v2 and where the node has it. A resource's page has the fields of
each. *Since* is the first core version that serves the operation: older ones answer 404
\`No Route Found [92]\`. Where it says *several*, the node does what no single request does. What has no
form is within reach of **API Request**, which sends any request with the same sign-in, paging and
messages.

Everything a form offers is filled in without JSON. Three fields take it, each for what no form can
know:

- **Body (JSON)** of API Request: the body of a request that this package may not have.
- **Additional Body Fields (JSON)** in Options: fields that a newer server takes.
- **Additional Query Parameters (JSON)** in Options: the same for the query.

Written by \`npm run generate\`; changes here are lost.
`;

const everywhere = `Every operation also has **Options**: concurrency and timeout, and what fits it, such as more fields as
JSON. [All operations](../operations.md)
`;

/** The reference: docs/operations.md with every request, and a page of fields for each resource. */
export function referenceOf(operations: LaidOut[]): Map<string, string> {
	const resources = [...groupBy(operations, ({ resource }) => resource)];
	const sections = resources.map(([resource, members]) => sectionOf(resource, members));
	return new Map([
		[index, `${head}\n${sections.join('\n\n')}\n`],
		...resources.map(
			([resource, members]) =>
				[`${folder}/${resource.value}.md`, pageOf(resource, members)] as const,
		),
	]);
}

function sectionOf(resource: PlannedResource, members: LaidOut[]): string {
	const rows = members.flatMap((laidOut) =>
		requestsOf(laidOut).map(
			({ name, id, since }) =>
				`| [${name}](operations/${resource.value}.md#${anchorOf(laidOut.operation.name)}) | ${id} | ${since} |`,
		),
	);
	return [
		`## [${resource.name}](operations/${resource.value}.md)\n`,
		'| Operation | Request | Since |',
		'| --- | --- | --- |',
		...rows,
	].join('\n');
}

/** What an operation sends, one entry for each key of the document. */
function requestsOf({ operation, requests }: LaidOut) {
	return requests.flatMap(({ request }) => {
		if (request.composite) return [{ name: operation.name, id: 'several', since: '' }];
		const name = request.option
			? `${operation.name} (${operation.selector?.label}: ${request.option.name})`
			: operation.name;
		return [request.api.id, ...request.also].map((id) => ({
			name,
			id: `\`${id}\``,
			since: request.api.since,
		}));
	});
}

/** The link GitHub gives to a heading. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

function pageOf(resource: PlannedResource, members: LaidOut[]): string {
	const about = resource.description === undefined ? '' : `${resource.description}.\n`;
	return [`# ${resource.name}\n`, about, everywhere, ...members.map(operationText)].join('\n');
}

function operationText(laidOut: LaidOut): string {
	const { operation, requests } = laidOut;
	const table = fieldRows(laidOut);
	const { description, action } = operation;
	return [
		`## ${operation.name}\n`,
		`${description ?? action}.\n`,
		...requestsOf(laidOut).map(requestLine),
		...distinct(requests.map(scopeLine)),
		...distinct(requests.map(outputLine)),
		...(table.length === 0
			? []
			: ['', '| Field | Type | Required | Meaning |', '| --- | --- | --- | --- |', ...table]),
		'',
	].join('\n');
}

const requestLine = ({ name, id, since }: ReturnType<typeof requestsOf>[number]): string => {
	const choice = /\((.*)\)$/.exec(name)?.[1];
	return `- ${choice === undefined ? 'Request' : choice}: ${id}${since === '' ? '' : `, since ${since}`}`;
};

const scopeLine = ({ request: { words } }: LaidOutRequest): string =>
	words.scope === undefined ? '' : `- Scope: ${words.scope}`;

const outputLine = ({ request: { words } }: LaidOutRequest): string =>
	words.simplify === undefined
		? ''
		: `- Simplified output: ${words.simplify.map((name) => `\`${name}\``).join(', ')}`;

const distinct = (lines: string[]): string[] => [...new Set(lines)].filter((line) => line !== '');

/** Fields as they stand in the panel: first those in view, then those to add. */
function fieldRows({ operation, requests }: LaidOut): string[] {
	const rowsFor = (place: 'view' | 'collection', fieldsOf: (form: Form) => FormField[]) =>
		shared(requests, place, fieldsOf).flatMap((one) => rowsOf(one, requests));
	const { selector } = operation;
	return [
		...rowsFor('view', ({ path }) => path),
		...(selector
			? [row(selector.label, `one of ${namesOf(requests)}`, 'yes', selector.description ?? '')]
			: []),
		...rowsFor('view', ({ query }) => query),
		...rowsFor('view', bodyInView),
		...rowsFor('collection', (form) => toAdd(form, 'filters')),
		...rowsFor('collection', ({ settings }) => settings),
		...rowsFor('collection', (form) => toAdd(form, 'fields')),
	];
}

const namesOf = (requests: LaidOutRequest[]): string =>
	requests.flatMap(({ request }) => request.option?.name ?? []).join(', ');

function rowsOf({ property, by, required: needing }: Shared, requests: LaidOutRequest[]): string[] {
	const only = by.length < requests.length ? ` (only ${namesOf(by)})` : '';
	const isPart = needing.length > 0 && needing.length < by.length;
	const required = needing.length === 0 ? '' : isPart ? namesOf(needing) : 'yes';
	const own = row(
		property.displayName,
		typeWords(property),
		required,
		`${property.description ?? ''}${only}`,
	);
	return [own, ...insideRows(property, property.displayName)];
}

const insideRows = (property: INodeProperties, parent: string): string[] =>
	fieldsInside(property).flatMap((inner) => {
		const name = `${parent} → ${inner.displayName}`;
		return [row(name, typeWords(inner), '', inner.description ?? ''), ...insideRows(inner, name)];
	});

const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** Text in which Markdown sees nothing but text. */
const cell = (text: string): string =>
	text
		.replace(/<[^>]*>/g, '')
		.replace(/[|*_~<[\]]/g, '\\$&')
		.replaceAll('\n', ' ')
		.trim();
