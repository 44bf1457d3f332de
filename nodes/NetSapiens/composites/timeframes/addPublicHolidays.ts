import { DateTime } from 'luxon';
import { UserError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { recordsOf } from '../../execute/output';
import { isEmpty, oneOf, toggle, wholeNumber } from '../../execute/scalars';
import { requestFor } from '../plan/request';
import { carryOut } from '../plan/runner';
import { addingEntries } from './adding';

/** Kinds of holidays on which businesses close; the lists have observances, too. */
const PUBLIC = /national|federal|public|bank|state|statutory/i;

/**
 * Adds the public holidays of a country or region to a timeframe of a domain, and keeps what it has.
 *
 * @throws UserError when there is no such country or region, or it has no holidays, before anything is
 *   changed
 */
export async function addPublicHolidays(call: Call): Promise<INodeExecutionData[]> {
	const { query } = call.values;
	const country = String(query.country).trim().toUpperCase();
	const region = isEmpty(query.region) ? undefined : String(query.region).trim().toUpperCase();
	await requireCountry(call, country);
	if (region !== undefined) await requireRegion(call, country, region);
	const years = yearsIn(query.years, DateTime.now().setZone(call.context.getTimezone()).year);
	const read = years.map(async (year) => await readHolidays(call, country, region, year));
	const holidays = (await Promise.all(read)).flat().filter(wantedBy(query.holidayTypes));
	if (holidays.length === 0) {
		throw new UserError(
			`The server has no such holidays for ${region ?? country} in ${years.join(', ')}. Choose other years, or set Holiday Types to All.`,
		);
	}
	const task = await addingEntries(call, {
		domain: String(query.domain),
		name: String(query['timeframe-name']),
		type: 'holiday',
		entries: holidays.map((holiday) => entryOf(holiday, country, region)),
		items: [],
	});
	const dryRun = toggle(query.dryRun ?? false, 'Dry Run');
	return await carryOut({ stages: [[task]] }, { ...call, dryRun });
}

/** A day in the notation of timeframes, from the seconds since 1970 at which it begins in UTC. */
function entryOf(holiday: IDataObject, country: string, region: string | undefined): IDataObject {
	return {
		'timeframe-holiday-name': holiday.name,
		'timeframe-holiday-uuid': holiday.uuid,
		'timeframe-holiday-begin-date': DateTime.fromSeconds(Number(holiday.date), {
			zone: 'utc',
		}).toFormat('yyyyLLdd'),
		'timeframe-holiday-begin-time-1': '0000',
		'timeframe-holiday-end-time-1': '2359',
		'country-abbreviation': country,
		...(region !== undefined && { 'state-province-abbreviation': region }),
		'timeframe-recurrence-type': 'never',
	};
}

function wantedBy(types: unknown): (holiday: IDataObject) => boolean {
	const which = oneOf(types ?? 'public', 'Holiday Types', ['public', 'all']);
	return ({ primary_type: primary, type }) =>
		which === 'all' || PUBLIC.test(`${String(primary ?? '')} ${String(type ?? '')}`);
}

/** This year and the next, unless others are wanted. */
function yearsIn(wanted: unknown, thisYear: number): number[] {
	const given: unknown[] = [wanted ?? []].flat();
	if (given.length === 0) return [thisYear, thisYear + 1];
	return given.map((year) => wholeNumber(year, 'Years', { min: 1970, max: 2100 }));
}

async function readHolidays(
	call: Call,
	country: string,
	region: string | undefined,
	year: number,
): Promise<IDataObject[]> {
	const path = { country, year: String(year), ...(region !== undefined && { region }) };
	const operation = region === undefined ? 'getAll' : 'getAllForRegion';
	return recordsOf(await ask(call, operation, path));
}

/** @throws UserError naming some that there are */
async function requireCountry(call: Call, country: string): Promise<void> {
	const countries = recordsOf(await ask(call, 'getCountries'));
	const codes = countries.map((one) => String(one['iso-3166']).toUpperCase());
	if (!codes.includes(country)) throw notThere('country', country, codes);
}

async function requireRegion(call: Call, country: string, region: string): Promise<void> {
	const [byCountry = {}] = recordsOf(await ask(call, 'getRegions'));
	const codes = Object.keys((byCountry[country] ?? {}) as IDataObject);
	if (!codes.some((code) => code.toUpperCase() === region)) throw notThere('region', region, codes);
}

const MOST_NAMED = 10;

function notThere(what: string, code: string, codes: string[]): UserError {
	const more = codes.length > MOST_NAMED ? ', …' : '';
	const known = codes.slice(0, MOST_NAMED).join(', ') || 'none';
	return new UserError(
		`The server knows no holidays of a ${what} "${code}". It has: ${known}${more}.`,
	);
}

async function ask(call: Call, operation: string, path: IDataObject = {}): Promise<unknown> {
	const request = requestFor({ resource: 'holiday', operation, path }, call.itemIndex);
	return await call.api.request(request);
}
