import { readFileSync } from 'node:fs';

import { documentOf } from '../../engine/reliability/document';
import { groups } from '../../engine/reliability/rows';
import { inRoot } from '../../support/real';

test('docs/reliability.md is written from the rows that the engine tests run', () => {
	expect(readFileSync(inRoot('docs/reliability.md'), 'utf8')).toBe(documentOf(groups));
});

test('no fault stands there twice, and every row says what people see', () => {
	const rows = groups.flatMap((group) => group.rows);
	expect(new Set(rows.map(({ fault }) => fault)).size).toBe(rows.length);
	for (const { ends } of rows) expect(Boolean(ends.message ?? ends.sees)).toBe(true);
});
