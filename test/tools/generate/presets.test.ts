import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { toWire } from '../../../nodes/NetSapiens/execute/convert';
import type { Field } from '../../../nodes/NetSapiens/execute/operation';
import { Facts } from '../../support/facts';
import { formOf } from '../../support/form';
import { offered, type Offered } from '../../support/operations';
import { childrenOf, propertiesIn, type Fillable } from '../../support/wires';

const optional = offered.flatMap((one) =>
	formOf(one)
		.filter(({ at, field }) => at !== 'view' && field.kind !== 'file')
		.map((asked) => ({ title: `${one.title}: ${asked.field.name}`, asked, one })),
);

/** The field and, of a group, all fields inside. */
const inside = (one: Fillable): Fillable[] =>
	['record', 'records'].includes(one.field.kind) && propertiesIn(one.property).length > 0
		? childrenOf(one)
		: [one];

const isToggle = ({ type }: INodeProperties) => type === 'boolean';

/** What a field sends that was added and not touched. */
const untouched = ({ field, property }: Fillable) => toWire(field, property.default, 'UTC');

/** What the documents preset, under any of the keys that are the same request. */
const documented = ({ operation: { id, also = [] } }: Offered, { in: place, name }: Field) =>
	[id, ...also].map((key) => new Facts(key).schemaOf(place, name)?.default);

test.each(optional.map(({ title, asked, one }) => [title, asked, one] as const))(
	'%s: added and left as it is, it sends nothing but what the API presets',
	(_, asked, one) => {
		const values = inside(asked).filter(({ property }) => !isToggle(property));
		for (const value of values) {
			const presets = [undefined, value.schema.default, ...documented(one, value.field)];
			expect(presets).toContainEqual(untouched(value));
		}
	},
);

test('a toggle that is added is on only where the API or the words have it on', () => {
	const on = optional.flatMap(({ asked }) =>
		inside(asked).filter(({ property }) => isToggle(property) && property.default === true),
	);
	const isOn = ({ schema }: Fillable) =>
		['yes', 'true', 1, true].includes(schema.default as string);
	const others = on.filter((one) => !isOn(one)).map(({ field }) => field.name);
	expect([...new Set(others)].sort()).toEqual(['convert', 'enabled']);
});

/** Rows have all their fields, so that none of them may have a value of its own. */
test('a new row sends nothing', () => {
	const rows = offered.flatMap((one) =>
		formOf(one).filter(({ field }) => field.kind === 'records'),
	);
	expect(rows.length).toBeGreaterThan(20);
	for (const { field, property } of rows) {
		const row = Object.fromEntries(
			propertiesIn(property).map(({ name, default: preset }) => [name, preset]),
		);
		expect(toWire(field, { values: [row] }, 'UTC')).toBeUndefined();
	}
});

test('a choice of values starts at nothing, unless the API presets one of them', () => {
	const choices = optional.filter(({ asked: { property } }) => property.type === 'options');
	expect(choices.length).toBeGreaterThan(50);
	for (const { title, asked } of choices) {
		const [first] = asked.property.options as INodePropertyOptions[];
		const nothing = { name: '(Not Set)', value: '' };
		const { default: preset } = asked.property;
		expect([title, preset === '' ? first : preset]).toEqual([
			title,
			preset === '' ? nothing : asked.schema.default,
		]);
	}
});

test('only fields for addresses show one', () => {
	const shown = optional.filter(({ asked }) => asked.property.placeholder === 'name@email.com');
	const fields: Field[] = shown.map(({ asked }) => asked.field);
	expect(
		fields.filter(({ name }) => !/email(-address)?(-array)?$|from-address$/.test(name)),
	).toEqual([]);
});
