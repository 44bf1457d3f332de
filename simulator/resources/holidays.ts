import { badRequest } from '../errors';
import { ok } from '../handler';
import type { Routes } from '../routes';

/** Month and day of holidays that never move; enough to fill a list for any year. */
const HOLIDAYS: Array<[name: string, day: string]> = [
	["New Year's Day", '01-01'],
	['Labour Day', '05-01'],
	['Christmas Day', '12-25'],
];

const COUNTRIES: Array<[name: string, code: string]> = [
	['United States', 'US'],
	['Canada', 'CA'],
	['Germany', 'DE'],
];

/** Public holidays of some countries. */
export function registerHolidays(routes: Routes): void {
	routes.on('GET', '/holidays/countries', () =>
		ok(
			COUNTRIES.map(([name, code]) => ({
				country_name: name,
				'iso-3166': code,
				total_holidays: HOLIDAYS.length,
				supported_languages: 1,
				uuid: code.toLowerCase(),
				flag_unicode: '',
			})),
		),
	);
	routes.on('GET', '/holidays/regions', () =>
		ok({
			US: { 'US-NY': 'New York', 'US-CA': 'California' },
			CA: { 'CA-ON': 'Ontario' },
			DE: { 'DE-BE': 'Berlin' },
		}),
	);
	const year = (country: string, at: string) => {
		if (!/^\d{4}$/.test(at)) throw badRequest('Invalid value for path parameter year');
		return HOLIDAYS.map(([name, day]) => ({
			uuid: `${country}-${at}-${day}`.toLowerCase(),
			name,
			description: name,
			country,
			date: Date.parse(`${at}-${day}T00:00:00Z`) / 1000,
			type: ['National holiday'],
			primary_type: 'National holiday',
			locations: 'All',
			states: 'All',
		}));
	};
	routes.on('GET', '/holidays/{}/{}', (call) => ok(year(call.path[0] ?? '', call.path[1] ?? '')));
	routes.on('GET', '/holidays/{}/{}/{}', (call) =>
		ok(year(call.path[0] ?? '', call.path[2] ?? '')),
	);
}
