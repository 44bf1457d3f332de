/** Example workflows that look by themselves, started by hand. */
import { DateTime } from 'luxon';

import { calendarFile, type CalendarEvent } from '../../host/calendar';
import { loadWorkflow, useStandIns } from '../../host/workflows';
import { control } from '../../simulator/steer/control';
import { itSince } from '../support/since';
import { sharedN8n } from '../support/n8n';
import { runByHand, startStandIns, type StandIns } from '../support/standIns';

type Row = Record<string, unknown>;

const n8n = sharedN8n();
/** Of the workflows: the host tests' n8n has it. */
const zone = 'America/New_York';
let { simulator, mail, crm, store, credentials, stop } = {} as StandIns;

beforeAll(async () => {
	const quiet = ['--cdrs', '0', '--events-interval', '3600000'];
	const started = await startStandIns(n8n, 'Scheduled workflows', quiet);
	({ simulator, mail, crm, store, credentials, stop } = started);
});

afterAll(async () => await stop());

/** Asks the simulator directly. */
async function api<T = Row[]>(method: string, path: string, body?: Row): Promise<T> {
	const response = await fetch(`${simulator.url}/ns-api/v2/domains/~${path}`, {
		method,
		headers: {
			connection: 'close',
			authorization: `Bearer ${simulator.credentials.apiKeys.officeManager}`,
			...(body && { 'content-type': 'application/json' }),
		},
		body: body && JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
	return (await response.json()) as T;
}

/** Runs the workflow as it is in the repository. @returns how many items each node gave */
async function run(name: string): Promise<Record<string, number>> {
	const workflow = await loadWorkflow(name, credentials);
	useStandIns(workflow, { crm: crm.origin, files: store.origin, calendar: store.origin });
	return await runByHand(n8n, workflow);
}

describe('call-log-to-crm', () => {
	/** Lets a call happen. @param steps what becomes of it before it ends */
	async function call(from: string, to: string, ...steps: string[]): Promise<string> {
		const { domain } = simulator.credentials;
		const { id } = await control<{ id: string }>(simulator, 'POST', '/calls', { from, to, domain });
		for (const step of [...steps, 'end']) {
			await control(simulator, 'POST', `/calls/${encodeURIComponent(id)}/${step}`, {});
		}
		return id;
	}

	it('logs each call with somebody outside once', async () => {
		const taken = await call('12025550144', '101', 'answer');
		const missed = await call('12025550145', '102');
		const placed = await call('103', '12025550146', 'answer');
		await call('104', '101', 'answer');
		await run('call-log-to-crm');
		expect(crm.calls).toHaveLength(3);
		expect(crm.calls).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					callId: taken,
					direction: 'inbound',
					number: '12025550144',
					extension: '101',
					outcome: 'answered',
					startedAt: expect.stringMatching(/^\d{4}-/),
					talkSeconds: expect.any(Number),
				}),
				expect.objectContaining({ callId: missed, extension: '102', talkSeconds: 0 }),
				expect.objectContaining({
					callId: placed,
					direction: 'outbound',
					number: '12025550146',
					extension: '103',
				}),
			]),
		);

		const later = await call('12025550147', '101', 'answer');
		await run('call-log-to-crm');
		expect(crm.calls.slice(3)).toEqual([expect.objectContaining({ callId: later })]);
	});
});

describe('phone-offline-alert', () => {
	const state = 'device-sip-registration-state';

	const byName = (one: Row, other: Row) => (String(one.device) < String(other.device) ? -1 : 1);

	/** Lets a phone lose its registration or get it back. */
	async function set(device: string, registered: boolean): Promise<void> {
		const user = device.replace(/\D.*$/, '');
		const change = { [state]: registered ? 'registered' : 'unregistered' };
		await api('PUT', `/users/${user}/devices/${device}`, change);
	}

	itSince('2.0', 'has no Data Table node that makes a table')(
		'mails what went offline or came back, once for each change',
		async () => {
			const devices = (await api('GET', '/devices?limit=1000')).filter(
				({ device }) => !String(device).endsWith('m'),
			);
			const offline = devices.filter((one) => one[state] !== 'registered');
			const online = devices.filter((one) => one[state] === 'registered');
			expect(offline.length).toBeGreaterThan(0);
			const lines = () => mail.mails.at(-1)?.text?.trim().split('\n');

			await run('phone-offline-alert');
			expect(mail.mails).toHaveLength(1);
			expect(lines()).toHaveLength(offline.length);
			for (const { device } of offline) {
				expect(lines()).toContainEqual(
					expect.stringMatching(`^${String(device)} \\(.+\\) is offline`),
				);
			}

			await run('phone-offline-alert');
			expect(mail.mails).toHaveLength(1);

			const [gone] = online.sort(byName).map(({ device }) => String(device));
			const [back] = offline
				.sort(byName)
				.reverse()
				.map(({ device }) => String(device));
			await set(gone!, false);
			await set(back!, true);
			await run('phone-offline-alert');
			expect(mail.mails).toHaveLength(2);
			expect(mail.mails[1]?.subject).toBe('2 phones went offline or came back');
			expect(lines()?.sort()).toEqual([
				expect.stringMatching(`^${gone} \\(.+\\) is offline.$`),
				expect.stringMatching(`^${back} \\(.+\\) is back. It was offline since \\d`),
			]);

			await set(gone!, true);
			await run('phone-offline-alert');
			expect(mail.mails.at(-1)?.subject).toMatch(new RegExp(`^${gone} .* is back`));
		},
	);
});

describe('after-hours-from-calendar', () => {
	const now = DateTime.now().setZone(zone);
	const day = (days: number) => now.plus({ days }).toFormat('yyyy-MM-dd');
	const events: CalendarEvent[] = [
		{ summary: 'CLOSED: inventory', start: day(10), end: day(12) },
		{
			summary: 'Office closed early',
			start: `${day(20)}T20:00:00Z`,
			end: `${day(20)}T23:00:00Z`,
		},
		// Outlook has names of its own for zones: the workflow's counts then.
		{
			summary: 'Closed in the evening',
			start: `${day(30)}T18:00:00`,
			end: `${day(30)}T22:00:00`,
			zone: 'Eastern Standard Time',
		},
		{ summary: 'Team lunch', start: day(3), end: day(4) },
		{ summary: 'Closed last week', start: day(-8), end: day(-7) },
		{ summary: 'Closed, called off', start: day(5), end: day(6), status: 'CANCELLED' },
		{ summary: 'Closed one day', start: day(400), end: day(401) },
	];

	const publish = (list: CalendarEvent[]) =>
		store.files.set('/office.ics', Buffer.from(calendarFile(list)));

	/** The dates of the timeframe, as the PBX has them. */
	async function dates(): Promise<string[]> {
		const all = await api('GET', '/timeframes?limit=1000');
		const found = all.filter((one) => one['timeframe-name'] === 'Closed by Calendar');
		expect(found).toHaveLength(1);
		const path = `/timeframes/${String(found[0]?.['timeframe-id'])}`;
		const [timeframe] = [await api<Row | Row[]>('GET', path)].flat();
		const rows = timeframe?.['timeframe-specific-dates-array'] as Row[];
		const value = (row: Row, name: string) => String(row[`timeframe-specific-dates-${name}`]);
		return rows
			.map((row) =>
				['begin-date', 'begin-time', 'end-date', 'end-time']
					.map((name) =>
						value(row, name)
							.replace(/\D/g, '')
							.slice(0, name.endsWith('e') ? 8 : 4),
					)
					.join(' '),
			)
			.sort();
	}

	const compact = (days: number) => day(days).replaceAll('-', '');
	const local = (moment: string) =>
		DateTime.fromISO(moment).setZone(zone).toFormat('yyyyMMdd HHmm');

	it('makes the closures to come a timeframe, and keeps it as the calendar is', async () => {
		publish(events);
		await run('after-hours-from-calendar');
		const early = `${local(events[1]!.start)} ${local(events[1]!.end)}`;
		const evening = `${compact(30)} 1800 ${compact(30)} 2200`;
		expect(await dates()).toEqual([`${compact(10)} 0000 ${compact(11)} 2359`, early, evening]);

		publish(events.slice(1));
		await run('after-hours-from-calendar');
		expect(await dates()).toEqual([early, evening]);

		publish(events.slice(3));
		await run('after-hours-from-calendar');
		expect(await dates()).toEqual([`${compact(-1)} 0000 ${compact(-1)} 2359`]);
	});
});

describe('vacation', () => {
	const rules = async (user: string) => {
		const all = await api('GET', `/users/${user}/answerrules`);
		return all.map((rule) => rule['time-frame']);
	};

	it('forwards the calls of who is away, takes the end of it, and does nothing the second time', async () => {
		await run('vacation');
		expect(await rules('101')).toContain('Vacation');
		const [rule] = (await api('GET', '/users/101/answerrules')).filter(
			(one) => one['time-frame'] === 'Vacation',
		);
		expect(rule).toMatchObject({ 'forward-always': { enabled: 'yes', parameters: ['102'] } });
		// The one who is back had none.
		expect(await rules('105')).not.toContain('Vacation');
		expect(mail.mails.at(-1)?.text).toContain(
			'Extension 101: calls are forwarded during the vacation',
		);

		const again = await run('vacation');
		expect(again['Mail the office']).toBeUndefined();
	});

	it('ends a vacation that is over', async () => {
		await api('POST', '/users/105/timeframes', {
			synchronous: 'yes',
			'timeframe-name': 'Vacation',
			'timeframe-type': 'always',
		});
		await api('POST', '/users/105/answerrules', {
			synchronous: 'yes',
			'time-frame': 'Vacation',
			enabled: 'yes',
		});
		await run('vacation');
		expect(await rules('105')).not.toContain('Vacation');
		expect(mail.mails.at(-1)?.text).toContain('Extension 105: back from vacation');
	});
});
