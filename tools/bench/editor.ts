/**
 * What the panel of our node costs in the editor, beside those of n8n's Slack and Notion nodes. A
 * panel costs what its rows cost, so each is compared with one of ours that has about as many.
 */
import type { Bench, Row } from './bench';
import {
	load,
	measured,
	notion,
	ours,
	slack,
	withEditor,
	type Figures,
	type OnCanvas,
	type Visit,
} from './look';
import { row } from './rows';
import { inTurns, median } from './turns';

interface Contestant extends OnCanvas {
	/** The resource to choose in place of the one it has, as people see it. */
	other?: string;
}

interface Match {
	what: string;
	ours: Contestant;
	other: Contestant;
	/** How the other is called in the table. */
	label: string;
}

const matches: Match[] = [
	{
		what: 'open a list',
		ours: { name: 'Resellers', node: ours('reseller', 'getAll') },
		other: { name: 'Channels', node: slack('channel', 'getAll') },
		label: "n8n's Slack node",
	},
	{
		what: 'open a list with a picker',
		ours: { name: 'Users', node: ours('user', 'getAll') },
		other: { name: 'Pages', node: notion('databasePage', 'getAll') },
		label: "n8n's Notion node",
	},
	{
		what: 'choose another resource',
		ours: { name: 'NetSapiens', node: ours('callQueue', 'getAll'), other: 'Reseller' },
		other: { name: 'Slack', node: slack('message', 'post'), other: 'User' },
		label: "n8n's Slack node",
	},
];

/** Each on a freshly loaded page. The editor saves what was chosen in the visit before: the node is put back first. */
async function look(visit: Visit, contestant: Contestant): Promise<Figures> {
	const { editor } = visit;
	await load(visit, contestant);
	const opened = await measured(visit, async () => await editor.openNode(contestant.name));
	const { other } = contestant;
	if (other === undefined) return opened;
	return await measured(visit, async () => await editor.choose('resource', other));
}

/** Lets all contestants look in turns. @returns the figures of each, by name, in order */
async function lookInTurns(visit: Visit, turns: number): Promise<Map<string, Figures[]>> {
	const figures = new Map<string, Figures[]>();
	const contestants = matches.flatMap(({ ours: own, other }) => [own, other]);
	const entries = contestants.map((contestant) => {
		const turn = async () => {
			const found = await look(visit, contestant);
			figures.set(contestant.name, [...(figures.get(contestant.name) ?? []), found]);
			return found.cpu;
		};
		return [contestant.name, turn] as const;
	});
	await inTurns(Object.fromEntries(entries), turns);
	return figures;
}

const WARM_UPS = 1;

function linesOf({ what, ours: own, other, label }: Match, figures: Map<string, Figures[]>): Row[] {
	const of = ({ name }: Contestant, key: keyof Figures) =>
		median((figures.get(name) ?? []).slice(WARM_UPS).map((found) => found[key]));
	const line = (key: 'cpu' | 'wall', name: string) =>
		row({
			what: `${what}, ${of(own, 'rows')} rows, ${name}`,
			unit: 'ms',
			ours: of(own, key),
			other: [`${label}, ${of(other, 'rows')} rows`, of(other, key)],
			...(key === 'cpu' && { atMostTimes: 1.15 }),
		});
	return [line('cpu', 'computing'), line('wall', 'waiting')];
}

/** In Chromium, one workflow of one node a page. */
export const bench: Bench = async ({ quick }) => {
	const figures = await withEditor(async (visit) => await lookInTurns(visit, quick ? 5 : 9));
	return matches.flatMap((match) => linesOf(match, figures));
};
