import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { parseMoment } from '../../moment';
import { isWithin, periodBefore, type Period } from '../../period';
import { reportOf, type Counter, type Frame, type Person } from '../../reports/calls/counter';
import { filtersOf, type Chosen, type Filters } from '../../reports/calls/filters';
import { userOf } from '../../reports/inventory/records';
import { show } from '../../reports/showing/show';
import type { Call as Asked, Composite } from '../../execute/call';
import { DomainReader } from '../domainReader';
import { callsBetween } from './callSource';
import { formatsOf } from './inventory';

/** What counts the calls of a report. */
interface Counting {
	/** A fresh one for each period. */
	counter: (frame: Frame, filters: Filters) => Counter;
	/** Without the list of users there is no such report. */
	needsPeople?: boolean;
	/** How long after the period calls still matter. */
	beyondSeconds?: number;
}

/**
 * An operation that reads the calls of a period, counts them and shows what came out.
 *
 * @param countingOf reads what the form asks beside the period
 */
export function callReport(title: string, countingOf: (asked: IDataObject) => Counting): Composite {
	return async (asked) => {
		const query = flat(asked.values.query);
		const counting = countingOf(query);
		const chosen = chosenIn(query);
		const reader = new DomainReader(asked);
		const isNeeded = counting.needsPeople === true || chosen.site + chosen.department !== '';
		const people = await readPeople(reader, isNeeded);
		const period = periodOf(asked);
		const frame: Frame = {
			domain: String(query.domain),
			period,
			zone: asked.context.getTimezone(),
			weekStart: query.weekStart === 'sunday' ? 'sunday' : 'monday',
			people,
		};
		const filters = filtersOf(chosen, people);
		const before =
			query.compareWithBefore === true
				? periodBefore(period, asked.values.period?.word)
				: undefined;
		const periods = [period, ...(before ? [before] : [])];
		const counters = periods.map((one) => counting.counter({ ...frame, period: one }, filters));
		await count(asked, reader, periods, counters, counting.beyondSeconds ?? 0);
		const [now, past] = counters as [Counter, Counter?];
		const report = reportOf(title, frame, now, past);
		report.notes.push(...reader.notes);
		return await show(asked.context, report, formatsOf(asked));
	};
}

/** Reads the calls once, and gives each to what counts its period. */
async function count(
	asked: Asked,
	{ notes }: DomainReader,
	periods: Period[],
	counters: Counter[],
	beyondSeconds: number,
): Promise<void> {
	const now = DateTime.now();
	const from = DateTime.min(...periods.map((one) => one.from)) as DateTime;
	const to = DateTime.max(...periods.map((one) => one.to)) as DateTime;
	const end = DateTime.max(to, DateTime.min(to.plus({ seconds: beyondSeconds }), now));
	const warn = (warning: string) => void notes.push(warning);
	for await (const calls of callsBetween(asked, { from, to: end }, warn)) {
		for (const call of calls) {
			const { start } = call;
			// A call that does not say when it began is not left out.
			const at = start === null ? 0 : periods.findIndex((one) => isWithin(one, start));
			counters[at]?.add(call);
			for (const counter of counters) counter.see?.(call);
		}
	}
}

/** Who has which extension; nobody, with a note, when they may not be read and the report can do without. */
async function readPeople(reader: DomainReader, isNeeded: boolean): Promise<Map<string, Person>> {
	const source = { label: 'Names of users', path: '/domains/{domain}/users' };
	const records = isNeeded ? await reader.all(source) : await reader.allIfAllowed(source);
	return new Map(
		(records ?? [])
			.map(userOf)
			.map(({ user, name, department, site }) => [user, { name, department, site }]),
	);
}

/** The period that was chosen; dates of its own include the second at which they end, as the API's do. */
function periodOf({ values, context }: Asked): Period {
	if (values.period) return values.period;
	const edge = (name: string) =>
		(parseMoment(values.query[name]) ?? DateTime.now()).setZone(context.getTimezone());
	return { from: edge('datetime-start'), to: edge('datetime-end').plus({ seconds: 1 }) };
}

/** What the form asks, with the options among it. */
const flat = ({ reportOptions, ...query }: IDataObject): IDataObject => ({
	...query,
	...(reportOptions as IDataObject | undefined),
});

/** Users may be given as SIP addresses. */
function chosenIn({ user, callqueue, site, department }: IDataObject): Chosen {
	const text = (value: unknown) => String(value ?? '').trim();
	const extension = (value: unknown) => text(value).split('@')[0] as string;
	return {
		user: extension(user),
		queue: extension(callqueue),
		site: text(site),
		department: text(department),
	};
}
