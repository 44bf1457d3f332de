import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { offered } from '../../support/operations';
import { routed } from '../../conform/document';
import { reportOf } from '../../conform/report';
import { readSlips, slipFor, type Slip } from '../../conform/slips';

const file = (name: string, text: string): string => {
	const path = join(mkdtempSync(join(tmpdir(), 'conform-')), name);
	writeFileSync(path, text);
	return path;
};

describe('a document for the judge', () => {
	const operation = { responses: { 200: { description: 'x', content: {} } } };
	const post = (type: string) => ({ requestBody: { content: { [type]: {} } }, ...operation });
	const document = {
		openapi: '3.1.0',
		info: { title: 'Made up', version: '45.0' },
		servers: [{ url: 'https://pbx.example/ns-api/v2' }],
		paths: {
			'/things': { get: operation, post: post('application/json') },
			'/things#1': { post: post('multipart/form-data') },
		},
	};
	const { document: made, ways } = routed(file('made-up.json', JSON.stringify(document)));

	test('has each operation under a path of its own', () => {
		const paths = Object.keys((made as typeof document).paths);
		expect(paths).toEqual(['/0/things', '/1/things', '/2/things']);
		expect(ways.map(({ id, prefix, path }) => [id, prefix + path])).toEqual([
			['GET /things', '/0/things'],
			['POST /things', '/1/things'],
			['POST /things#1', '/2/things'],
		]);
	});

	test('says what each can be sent as', () => {
		expect(ways.map(({ types }) => types)).toEqual([
			[],
			['application/json'],
			['multipart/form-data'],
		]);
	});
});

describe('slips', () => {
	const slip: Slip = {
		name: 'partial',
		kind: 'required',
		operations: /^PUT /,
		offered: true,
		reason: 'x',
	};
	const missing = { kind: 'required', field: 'body.site', message: 'x' };

	test('are found by kind, operation and field', () => {
		const found = (id: string, objection = missing, offers = ['site']) =>
			slipFor([slip], id, objection, offers)?.name;
		expect(found('PUT /things')).toBe('partial');
		expect(found('POST /things')).toBeUndefined();
		expect(found('PUT /things', { ...missing, kind: 'type' })).toBeUndefined();
		expect(found('PUT /things', missing, [])).toBeUndefined();
		expect(slipFor([{ ...slip, fields: ['body.x'] }], 'PUT /a', missing, ['site'])).toBeUndefined();
	});

	test('those of the project are at most ten, each with its reason', () => {
		expect(readSlips().length).toBeLessThanOrEqual(10);
	});

	test('too many of them, and one without a reason, are refused', () => {
		const one = '- { name: a, kind: b, operations: c, reason: d }\n';
		expect(() => readSlips(file('a.yaml', one.repeat(11)))).toThrow('11 slips');
		expect(() => readSlips(file('b.yaml', '- { name: a, kind: b, operations: c }'))).toThrow('"a"');
	});

	test('a report is clean when nothing else is left and each of them was met', () => {
		const one = offered.find(({ operation }) => operation.id.startsWith('PUT '))!;
		const found = (objections: (typeof missing)[]) => [
			{ one, how: 'every' as const, known: true, objections },
		];
		const open = { ...slip, offered: false };
		expect(reportOf(found([missing]), [open]).clean).toBe(true);
		expect(reportOf(found([{ ...missing, kind: 'type' }, missing]), [open]).clean).toBe(false);
		expect(reportOf(found([]), [open]).text).toContain('delete it from slips.yaml: partial');
		expect(reportOf(found([]), []).clean).toBe(true);
	});
});
