/** Fields of the form that stand for several of the API: rows of a week and of a keypad. */
import type { INodeParameters } from 'n8n-workflow';
import type { Field } from '../../nodes/NetSapiens/execute/operation';

type Fields = Record<string, unknown>;

/** Whether a field stands for others. */
export const isSpread = ({ template }: Field): boolean => template !== undefined;

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** One field that it stands for. */
export function nameIn({ template = '' }: Field, parts: Record<string, string | number>): string {
	return template.replace(/\{(\w+)\}/g, (_, part: string) => `${parts[part]}`);
}

/** Fields of one range. */
function rangeIn(field: Field, day: string, number: number, begin: string, end: string): Fields {
	return {
		[nameIn(field, { day, number, edge: 'begin' })]: begin,
		[nameIn(field, { day, number, edge: 'end' })]: end,
	};
}

/** Business hours, a day with a break, and the first and last minute of a day. */
export function weeksFor(field: Field): Fields[] {
	const workdays = days.slice(0, 5).map((day) => rangeIn(field, day, 1, '0900', '1700'));
	const withBreak = [['0800', '1200'] as const, ['1300', '1745'] as const].map(([begin, end], i) =>
		rangeIn(field, 'saturday', i + 1, begin, end),
	);
	const wholeDay = rangeIn(field, 'sunday', 1, '0000', '2359');
	return [workdays, withBreak, [wholeDay]].map((ranges) => Object.assign({}, ...ranges) as Fields);
}

/** The rows in which a person enters the ranges. */
export function weekRows(field: Field, wire: Fields): INodeParameters[] {
	const clock = (time: unknown) => String(time).replace(/^(\d\d)(\d\d)$/, '$1:$2');
	return days.flatMap((day) =>
		[1, 2].flatMap((number) => {
			const [from, to] = ['begin', 'end'].map((edge) => wire[nameIn(field, { day, edge, number })]);
			return from === undefined ? [] : [{ days: [day], from: clock(from), to: clock(to) }];
		}),
	);
}

/** The fields among those of a group that it stands for. */
export function partOf(field: Field, wire: Fields): Fields {
	const keys = field.keys ?? days;
	const names = keys.flatMap((one) =>
		['begin', 'end'].flatMap((edge) =>
			[1, 2].map((number) => nameIn(field, { day: one, key: one, edge, number })),
		),
	);
	return Object.fromEntries(Object.entries(wire).filter(([name]) => names.includes(name)));
}
