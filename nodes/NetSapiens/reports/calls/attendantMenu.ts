import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../calls/call';
import type { Column, Figure, Table } from '../report';
import { nameOf, type Counter, type Frame } from './counter';
import { byFigure, entry, percent } from './figures';
import { choicesOf, type Choice } from './menuChoices';

/** Which keys callers press in the menus of auto attendants, and where that leads. */
export class AttendantMenu implements Counter {
	private readonly menus = new Map<string, MenuTally>();
	private choices = 0;
	private hungUp = 0;

	constructor(private readonly frame: Frame) {}

	add(call: Call): void {
		for (const choice of choicesOf(call)) {
			this.choices++;
			if (choice.key === 'hungUp') this.hungUp++;
			const id = JSON.stringify([choice.attendant, choice.menu]);
			entry(this.menus, id, () => new MenuTally(choice)).add(choice, call);
		}
	}

	figures(): Figure[] {
		return [
			{ label: 'Menus Heard', value: this.choices, kind: 'number' },
			{ label: 'Hung Up in a Menu', value: this.hungUp, kind: 'number' },
			{ label: 'Hung Up Share', value: percent(this.hungUp, this.choices), kind: 'percent' },
		];
	}

	tables(): Table[] {
		const rows = [...this.menus.values()].flatMap((menu) => menu.rows(this.frame));
		const compares = { by: ['attendant', 'menu', 'key'], figure: 'calls' };
		return [{ title: 'Keys Pressed', columns: COLUMNS, rows: rows.sort(byMenu), compares }];
	}
}

const byMenu = byFigure<IDataObject>(
	() => 0,
	({ attendant, menu, key }) => [attendant, menu, key].join(' '),
);

interface KeyTally {
	calls: number;
	answered: number;
	missed: number;
	/** Extension or number → how many calls were led there. */
	targets: Map<string, number>;
}

class MenuTally {
	private calls = 0;
	private readonly keys = new Map<string, KeyTally>();

	constructor(private readonly of: Pick<Choice, 'attendant' | 'menu'>) {}

	add({ key, leadsTo }: Choice, { answered, missed }: Call): void {
		this.calls++;
		const tally = entry(this.keys, key, () => ({
			calls: 0,
			answered: 0,
			missed: 0,
			targets: new Map<string, number>(),
		}));
		tally.calls++;
		if (answered) tally.answered++;
		if (missed) tally.missed++;
		if (leadsTo !== '') tally.targets.set(leadsTo, (tally.targets.get(leadsTo) ?? 0) + 1);
	}

	rows(frame: Frame): IDataObject[] {
		const { attendant, menu } = this.of;
		return [...this.keys].map(([key, { calls, answered, missed, targets }]) => {
			const [leadsTo = ''] = [...targets.keys()].sort(
				byFigure((target) => targets.get(target) ?? 0, String),
			);
			return {
				attendant,
				name: nameOf(frame, attendant),
				menu,
				key: WORDS[key] ?? key,
				calls,
				sharePercent: percent(calls, this.calls),
				answered,
				missed,
				leadsTo,
				leadsToName: nameOf(frame, leadsTo),
			};
		});
	}
}

/** What callers do in place of pressing a key. */
const WORDS: Record<string, string> = {
	extension: 'Extension',
	none: 'No Key',
	hungUp: 'Hung Up',
	other: 'Other',
};

const COLUMNS: Column[] = [
	{ key: 'attendant', label: 'Attendant' },
	{ key: 'name', label: 'Name' },
	{ key: 'menu', label: 'Menu' },
	{ key: 'key', label: 'Key' },
	{ key: 'calls', label: 'Calls', kind: 'number', bar: true },
	{ key: 'sharePercent', label: 'Share', kind: 'percent' },
	{ key: 'leadsTo', label: 'Leads To' },
	{ key: 'leadsToName', label: 'Leads To Name' },
	{ key: 'answered', label: 'Answered', kind: 'number' },
	{ key: 'missed', label: 'Missed', kind: 'number' },
];
