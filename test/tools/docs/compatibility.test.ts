/** docs/compatibility.md shows what the code says. */
import { readFileSync } from 'node:fs';

import { compare } from '../../../nodes/NetSapiens/compatibility/compare';
import { readDocument } from '../../../nodes/NetSapiens/compatibility/document';
import { offeredBy } from '../../../nodes/NetSapiens/compatibility/offered';
import { countsOf, problemOf, summaryOf } from '../../../nodes/NetSapiens/compatibility/report';
import { operations } from '../../../nodes/NetSapiens/generated/operations';
import { properties, resources } from '../../../nodes/NetSapiens/generated/properties';
import { spellings } from '../../../nodes/NetSapiens/generated/spellings';
import { inRoot } from '../../support/real';

const text = readFileSync(inRoot('docs/compatibility.md'), 'utf8');
const [summary, problems] = [...text.matchAll(/```json\n([^`]+)```/g)].map(
	([, json = '']) => JSON.parse(json) as unknown,
);
const offered = offeredBy(operations, { resources, properties });
const version = '44.4.10';

test('the summary is that of a 44.4.10 server', () => {
	const found = compare(offered, { version }, spellings).map((one) => problemOf(one, { version }));
	const counts = countsOf(found, offered.length);
	expect(summary).toMatchObject({ summary: summaryOf(counts, { version }), ...counts });
});

test('the problems are such as are found', () => {
	const schema = { properties: { email: {} } };
	const body = { requestBody: { content: { 'application/json': { schema } } } };
	const document = readDocument({ paths: { '/domains/{domain}/users': { post: body } } });
	const server = { version, document };
	const found = compare(offered, server, spellings).map((one) => problemOf(one, server));
	expect(found).toEqual(expect.arrayContaining(problems as unknown[]));
});

test('the output preview has what the items have, and nothing else', () => {
	const file = inRoot('nodes/NetSapiens/__schema__/v1.0.0/coreServer/checkCompatibility.json');
	const preview = JSON.parse(readFileSync(file, 'utf8')) as { properties: object };
	const items = [summary, ...(problems as object[])] as object[];
	const keys = new Set(items.flatMap((item) => Object.keys(item)));
	expect(Object.keys(preview.properties).sort()).toEqual([...keys].sort());
});
