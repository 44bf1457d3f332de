import { badRequest, notFound } from '../errors';
import { ok, type Call } from '../handler';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import { listAnswer } from './lists';

/** Small endpoints: mail, SMS numbers of a user, holidays, backups, meetings, service accounts. */
export function registerMisc(sim: Simulator): void {
	registerMail(sim);
	registerMeetings(sim);
	registerHolidays(sim);
	const numbers = sim.resource('smsnumbers');
	const own = (call: Call) =>
		[...numbers.rows(call.path.slice(0, 1))].filter(
			(row) => String(row.data.dest).split('@')[0] === call.path[1],
		);
	sim.on('GET', '/domains/{}/users/{}/smsnumbers', (call) => listAnswer(call, numbers, own(call)));
	sim.on('GET', '/domains/{}/users/{}/smsnumbers/count', (call) => ok({ total: own(call).length }));
	const points: Data[] = [];
	const backup = (call: Call) => {
		const point = {
			domain: call.path[0] ?? '*',
			hostname: sim.hostname,
			index: points.length + 1,
			type: 'manual',
			datetime: sim.plainNow(),
		};
		points.push(point);
		return ok({ code: 200, message: 'Success', ...point });
	};
	sim.on('POST', '/backup', backup);
	sim.on('POST', '/domains/{}/backup', backup);
	sim.on('GET', '/restore', (call) =>
		ok({ points: points.filter((point) => point.domain === call.query.domain) }),
	);
	sim.on('PUT', '/restore', (call) => {
		const found = points.some(
			(point) =>
				point.domain === call.body.domain && String(point.index) === String(call.body.index),
		);
		if (!found) throw notFound();
		return ok({ code: 200, message: 'Success' });
	});
	const accounts: Data[] = [];
	sim.on('GET', '/firebase', () => ok({ accounts }));
	sim.on('POST', '/firebase', (call) => {
		accounts.push({ filename: call.body.filename });
		return ok({ code: 200, message: 'Success' });
	});
}

function registerMail(sim: Simulator): void {
	sim.on('POST', '/domains/{}/users/{}/email', (call) => {
		const user = sim.resource('users').row(call.path.slice(0, 1), call.path[1] ?? '');
		const to = String(user.data['email-address'] ?? '');
		if (!to) throw badRequest('User has no email address');
		sim.mail.push({
			time: sim.isoNow(),
			to,
			subject: String(call.body.subject ?? ''),
			body: call.body,
		});
		return ok({ code: 200, message: 'Success' });
	});
	sim.on('POST', '/domains/{}/users/{}/email/verify/{}', () =>
		ok({ code: 200, message: 'Success' }),
	);
}

function registerMeetings(sim: Simulator): void {
	const shape = '/domains/{}/users/{}/meetings';
	const meetings = sim.resource('meetings');
	const logs = sim.store.table('meeting-events');
	sim.on('POST', shape, (call) => {
		const id = String(sim.random.integer(100000000, 999999999));
		return ok([meetings.show(meetings.create(call.path, id, meeting(sim, call, id), call))]);
	});
	sim.on('POST', `${shape}/getId`, () =>
		ok({
			id: sim.random.integer(100000000, 999999999),
			registration_id: sim.random.hex(16),
			phonenumbers: '',
		}),
	);
	sim.on('POST', `${shape}/{}`, (call) => {
		const id = call.path[2] ?? '';
		if (!/^\d+$/.test(id)) throw badRequest('Invalid value for path parameter id');
		return ok(
			meetings.show(meetings.create(call.path.slice(0, 2), id, meeting(sim, call, id), call)),
		);
	});
	sim.on('DELETE', `${shape}/{}`, (call) => {
		meetings.remove(meetings.row(call.path.slice(0, 2), call.path[2] ?? ''), call);
		return ok('Success');
	});
	const log = `${shape}/{}/instance/{}/log`;
	sim.on('POST', log, (call) => {
		const id = sim.random.hex(16);
		logs.put(call.path, id, {
			event_id: id,
			meeting_id: call.path[2],
			source_id: call.path[1],
			event: call.body.event,
			target: call.body.target ?? '',
			details: call.body.details ?? {},
			timestamp: sim.plainNow(),
			'meeting-instance-id': call.path[3],
			'file-source': '',
		});
		return ok({ code: 200, message: 'Success' });
	});
	sim.on('GET', log, (call) =>
		ok({ meeting_events: [...logs.below(call.path)].map((row) => row.data) }),
	);
	sim.on('POST', '/meetings/register/{}', () => ok({ code: 200, message: 'Success' }));
}

const meeting = (sim: Simulator, call: Call, id: string): Data => ({
	...call.body,
	id: Number(id),
	current_timestamp: call.body.current_timestamp ?? sim.isoNow(),
	'meeting-registration-id': call.body['meeting-registration-id'] ?? sim.random.hex(16),
});

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

function registerHolidays(sim: Simulator): void {
	sim.on('GET', '/holidays/countries', () =>
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
	sim.on('GET', '/holidays/regions', () =>
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
	sim.on('GET', '/holidays/{}/{}', (call) => ok(year(call.path[0] ?? '', call.path[1] ?? '')));
	sim.on('GET', '/holidays/{}/{}/{}', (call) => ok(year(call.path[0] ?? '', call.path[2] ?? '')));
}
