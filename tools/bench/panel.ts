/**
 * What makes up the cost of our panel: the editor is given a description of the node with less in it,
 * and what the panel then costs is held against what it costs as it is. A panel is opened again and
 * again on one page, since the first opening differs more from turn to turn than the descriptions do.
 */
import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import type { Bench } from './bench';
import {
	load,
	measured,
	ours,
	ourType,
	slack,
	withEditor,
	type OnCanvas,
	type Visit,
} from './look';
import { row } from './rows';
import { median, say } from './turns';

type Cut = (properties: INodeProperties[]) => INodeProperties[];

interface Variant {
	label: string;
	onCanvas: OnCanvas;
	cut?: Cut;
}

const resellers: OnCanvas = { name: 'Resellers', node: ours('reseller', 'getAll') };

/** About as many resources as n8n's Slack node has. */
const RESOURCES = 8;

const fewResources: Cut = (properties) =>
	properties.map((property) => {
		if (property.name !== 'resource') return property;
		const options = property.options as INodePropertyOptions[];
		const open = options.filter(({ value }) => value === 'reseller');
		return { ...property, options: [...options.slice(0, RESOURCES - open.length), ...open] };
	});

/** What no operation of the open resource has can never be shown. */
const ownProperties: Cut = (properties) =>
	properties.filter(
		({ displayOptions }) => displayOptions?.show?.resource?.includes('reseller') ?? true,
	);

const whole: Variant = { label: 'as it is', onCanvas: resellers };
const variants: Variant[] = [
	{ label: `with ${RESOURCES} resources`, onCanvas: resellers, cut: fewResources },
	{ label: 'with the properties of one resource', onCanvas: resellers, cut: ownProperties },
	{
		label: 'with both',
		onCanvas: resellers,
		cut: (properties) => ownProperties(fewResources(properties)),
	},
	{ label: "n8n's Slack node", onCanvas: { name: 'Channels', node: slack('channel', 'getAll') } },
];

/** The text of all node types, with ours cut. */
async function typesWith({ client }: Visit, cut: Cut): Promise<string> {
	const types = (await client.nodeTypes()) as INodeTypeDescription[];
	return JSON.stringify(
		types.map((type) =>
			type.name === ourType ? { ...type, properties: cut(type.properties) } : type,
		),
	);
}

const REOPENINGS = 5;
const TYPES = '**/types/nodes.json*';

/** Opens the panel on a fresh page, and again. @returns milliseconds computed, each time but the first */
async function reopened(visit: Visit, { onCanvas, cut }: Variant): Promise<number[]> {
	const { page, openNode } = visit.editor;
	if (cut) {
		const body = await typesWith(visit, cut);
		await page.route(TYPES, async (route) => {
			await route.fulfill({ body, contentType: 'application/json' });
		});
	}
	await load(visit, onCanvas);
	await measured(visit, async () => await openNode(onCanvas.name));
	const figures: number[] = [];
	for (let time = 0; time < REOPENINGS; time++) {
		await page.keyboard.press('Escape');
		await page.locator('[data-test-id="node-parameters"]').waitFor({ state: 'hidden' });
		figures.push((await measured(visit, async () => await openNode(onCanvas.name))).cpu);
	}
	await page.unroute(TYPES);
	return figures;
}

export const bench: Bench = async ({ quick }) => {
	const figures = new Map<Variant, number[]>();
	await withEditor(async (visit) => {
		for (let turn = 1; turn <= (quick ? 2 : 5); turn++) {
			for (const variant of [whole, ...variants]) {
				const found = await reopened(visit, variant);
				figures.set(variant, [...(figures.get(variant) ?? []), ...found]);
				say(`turn ${turn}: ${variant.label} ${median(found).toFixed(1)}`);
			}
		}
	});
	const of = (variant: Variant) => median(figures.get(variant) ?? []);
	return variants.map((variant) =>
		row({
			what: 'open a list again, computing',
			unit: 'ms',
			ours: of(whole),
			other: [variant.label, of(variant)],
		}),
	);
};
