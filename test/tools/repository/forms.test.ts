/** The forms for issues have what GitHub asks of them, and name what the node's panel has. */
import { parse } from 'yaml';

import { textOf, tracked } from '../../support/tracked';

interface Form {
	name: string;
	description: string;
	labels: string[];
	body: Array<{ type: string; id?: string; attributes: { label?: string; value?: string } }>;
}

const forms = tracked('.github/ISSUE_TEMPLATE/[0-9]*.yml');

test.each(forms)('%s can be filled in', (path) => {
	const { name, description, labels, body } = parse(textOf(path)) as Form;
	expect([name, description, ...labels].every(Boolean)).toBe(true);
	const fields = body.filter(({ type }) => type !== 'markdown');
	for (const { type, attributes } of fields) {
		expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
		expect(attributes.label).toBeTruthy();
	}
	const ids = fields.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).not.toContain(undefined);
});

test('those about a server ask for its report, by the name that it has in the panel', () => {
	const { name, operations } = parse(textOf('spec/resources/coreServer.yaml')) as {
		name: string;
		operations: object;
	};
	expect(operations).toHaveProperty('checkCompatibility');
	const asking = forms.filter((path) => textOf(path).includes(`${name} → Check Compatibility`));
	expect(asking.map((path) => path.replace(/.*\/\d-|\.yml/g, ''))).toEqual([
		'bug',
		'server-differs',
		'feature',
	]);
});
