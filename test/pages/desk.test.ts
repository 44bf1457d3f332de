/** The desk at /_sim, played on as people do; what came of it is read from the API. */
import type { Browser, Locator, Page } from 'playwright-core';

import { keepPicture, keepScreenshot, startBrowser } from '../../host/browser';
import { eventually } from '../../host/eventually';
import { FAULTS } from '../../simulator/control/fault-kinds';
import { dialects } from '../../simulator/dialect/data';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, type Client } from '../simulator/client';
import { Receiver } from '../simulator/receiver';
import { problemsOf } from '../support/html';
import { drawn, faint, overflow } from '../support/page';

type Row = Record<string, unknown>;

const DOMAIN = '/domains/acme.example';
const receiver = new Receiver();
const complaints: string[] = [];
let simulator: RunningSimulator;
let send: Client;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	await receiver.start();
	[simulator, browser] = await Promise.all([
		startSimulator(['--cdrs', '50', '--events-interval', '1000000']),
		startBrowser(),
	]);
	send = clientOf(simulator);
	page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
	page.on('console', (message) => {
		// A request that is refused is said on the page, too.
		if (!message.text().startsWith('Failed to load resource')) complaints.push(message.text());
	});
	page.on('pageerror', ({ message }) => complaints.push(message));
});

afterAll(async () => {
	await browser?.close();
	await simulator?.stop();
	await receiver.stop();
});

beforeEach(async () => {
	await control(simulator, 'POST', '/reset');
	complaints.length = 0;
	await page.goto(`${simulator.url}/_sim`);
	await page.locator('#people tbody tr').first().waitFor();
});

afterEach(() => expect(complaints).toEqual([]));

const press = async (name: string, within: Locator | Page = page) =>
	await within.getByRole('button', { name, exact: true }).click();

/** Waits for the sentence that says what was done. */
const expectSaid = async (sentence: string) =>
	await page.getByRole('status').getByText(sentence).waitFor();

const calls = async () => await control<Row[]>(simulator, 'GET', '/calls');

/** Places a call with the form. @returns its card */
async function call(from: string, to: string): Promise<Locator> {
	const form = page.locator('#call');
	await form.getByLabel('From').fill(from);
	await form.getByLabel('To an extension').fill(to);
	await press('Call', form);
	await expectSaid(`to ${to} rings`);
	const card = page.locator('article').filter({ hasText: `${from} → ${to}` });
	await card.waitFor();
	return card;
}

/** Does something with a call and waits until its card says so. */
async function step(card: Locator, name: string, state: string): Promise<void> {
	await press(name, card);
	await card.getByText(state).first().waitFor();
}

const gone = async (card: Locator) => await card.waitFor({ state: 'detached' });

/** What the call records say of the last call: one leg each, first leg first. */
async function legs(count: number): Promise<unknown[][]> {
	const rows = list(
		await send(
			'GET',
			`${DOMAIN}/cdrs?datetime-start=2020-01-01T00:00:00Z&datetime-end=2040-01-01T00:00:00Z&limit=${count}`,
		),
	);
	return rows.reverse().map((row) => [row['call-term-user'], row['call-disconnect-reason-text']]);
}

describe('a call', () => {
	it('rings, is answered, held, resumed, transferred, answered there and ended', async () => {
		const card = await call('12025550111', '101');
		expect(await calls()).toMatchObject([{ state: 'ringing', users: ['101'] }]);
		await step(card, 'Answer', 'talking');
		await step(card, 'Hold', 'on hold');
		expect(list(await send('GET', `${DOMAIN}/calls`))).toMatchObject([
			{ 'call-orig-info': 'hold' },
		]);
		await step(card, 'Resume', 'talking');
		await card.getByLabel('Destination').fill('103');
		await step(card, 'Transfer', 'phone 103 rings');
		await step(card, 'Answer', 'phone 103 talks');
		await press('Hang up', card);
		await gone(card);
		expect(await calls()).toEqual([]);
		expect(await legs(2)).toEqual([
			['101', 'Term: Transfer'],
			['103', 'Orig: Bye'],
		]);
	});

	it('is parked, and picked up at another phone', async () => {
		const card = await call('12025550111', '101');
		await step(card, 'Answer', 'talking');
		await step(card, 'Park', 'parked in slot 701');
		const other = await call('12025550112', '102');
		await step(other, 'Answer', 'talking');
		await step(other, 'Park', 'parked in slot 702');
		await card.getByLabel('Extension').fill('104');
		await step(card, 'Pick up', 'phone 104 talks');
		expect(list(await send('GET', `${DOMAIN}/users/104/calls`))).toMatchObject([
			{ 'call-term-user': '104', 'call-by-user': '701' },
		]);
		await press('Hang up', card);
		await gone(card);
		expect(await legs(4)).toEqual([
			['101', 'Transferred'],
			['102', 'Transferred'],
			['701', 'Transferred'],
			['104', 'Orig: Bye'],
		]);
	});

	it('goes to the mailbox, on to a mobile, or is rejected', async () => {
		const missed = await call('12025550111', '101');
		await step(missed, 'To voicemail', 'mailbox of 101');
		await press('Hang up', missed);
		await gone(missed);
		const forwarded = await call('12025550112', '102');
		await forwarded.getByLabel('Destination').fill('12125550199');
		await step(forwarded, 'Forward outside', '12125550199 rings');
		await press('Reject', forwarded);
		await gone(forwarded);
		expect(await legs(4)).toEqual([
			['101', 'No Answer'],
			['101', 'Orig: Bye'],
			['102', 'No Answer'],
			[null, 'Term: Rejected'],
		]);
	});

	it('shows at the phone of the person, who can be called from the list', async () => {
		const row = page.locator('#people tr').filter({ hasText: '105' });
		await page.getByRole('button', { name: 'Call 105 from outside' }).click();
		await row.getByText('ringing').waitFor();
		await step(page.locator('article'), 'Answer', 'talking');
		await row.getByText('on a call').waitFor();
	});

	it('that cannot be placed says why, and nothing rings', async () => {
		await page.locator('#call').getByLabel('To an extension').fill('9999');
		await press('Call', page.locator('#call'));
		await expectSaid('Not Found');
		expect(await calls()).toEqual([]);
	});

	it('keeps what is typed and where the reader is while the page reads on', async () => {
		const card = await call('12025550111', '101');
		await card.getByLabel('Destination').fill('10');
		await control(simulator, 'POST', `/calls/${String((await calls())[0]?.id)}/answer`, {});
		await card.getByText('talking').first().waitFor();
		await page.keyboard.type('3');
		expect(await card.getByLabel('Destination').inputValue()).toBe('103');
	});

	it('shows what callers say of themselves as text', async () => {
		await page.getByLabel('Caller’s name').fill('<img src=x onerror=alert(1)>');
		const card = await call('12025550111', '101');
		expect(await card.locator('h3').innerText()).toContain('<img src=x onerror=alert(1)>');
	});
});

describe('a queue', () => {
	it('is joined, rings those agents who are available, and one of them answers', async () => {
		const queue = page.locator('#queues tr').filter({ hasText: '4001 Support' });
		const agents = queue.getByRole('button', { name: /^Agent / });
		const available = async () =>
			await agents.evaluateAll((all) =>
				all
					.filter((one) => one.getAttribute('aria-pressed') === 'true')
					.map((one) => one.textContent),
			);
		const [first] = await available();
		await queue.getByRole('button', { name: `Agent ${first} of queue 4001` }).click();
		await expectSaid(`Agent ${first} is away.`);
		const rest = await eventually(available, (now) => !now.includes(first ?? ''));
		await queue.getByRole('button', { name: 'Join queue 4001 as a caller' }).click();
		const card = page.locator('article');
		await card.getByText('waits in queue 4001').waitFor();
		expect(await calls()).toMatchObject([{ queue: '4001', users: ['4001', ...rest] }]);
		await queue.getByText('1', { exact: true }).waitFor();
		await step(card, rest.length > 1 ? `Answer at ${rest[0]}` : 'Answer', `phone ${rest[0]} talks`);
		await queue.getByText('0', { exact: true }).waitFor();
	});
});

it('leaves a voicemail and sends a text', async () => {
	const voicemail = page.locator('#voicemail');
	await voicemail.getByLabel('For').selectOption('106');
	await voicemail.getByLabel('What is said').fill('The lift is stuck.');
	await press('Leave it', voicemail);
	await page.locator('#arrived').getByText('The lift is stuck.').waitFor();
	const mailbox = await send('GET', `${DOMAIN}/users/106/voicemails/new`);
	expect(list(mailbox)).toHaveLength(1);

	const text = page.locator('#text');
	await text.getByLabel('To the number').selectOption('12025550102');
	await text.getByLabel('Text', { exact: true }).fill('Do you deliver?');
	await press('Send', text);
	await page.locator('#arrived').getByText('Do you deliver?').waitFor();
	const sessions = list(await send('GET', `${DOMAIN}/users/102/messagesessions`));
	expect(sessions).toContainEqual(
		expect.objectContaining({ 'messagesession-last-message': 'Do you deliver?' }),
	);
});

describe('what breaks', () => {
	const faults = async () => (await control<{ faults: Row[] }>(simulator, 'GET', '/faults')).faults;

	it('each fault is set with what the form has, and mended', async () => {
		const form = page.locator('#fault');
		await form.getByText('Which requests, and how').click();
		const set: Row[] = [];
		for (const kind of Object.keys(FAULTS)) {
			await form.getByLabel('What goes wrong').selectOption(kind);
			await form.getByLabel('path', { exact: true }).fill('/domains/broken');
			await form.getByLabel('count', { exact: true }).fill('3');
			await press('Break it', form);
			const mend = page.locator('#broken li').filter({ hasText: kind });
			await mend.waitFor();
			set.push(...(await faults()));
			await press('Mend', mend);
			await mend.waitFor({ state: 'detached' });
		}
		const wanted = Object.keys(FAULTS).map((kind) => ({ kind, path: '/domains/broken', count: 3 }));
		expect(set).toMatchObject(wanted);
		expect(await faults()).toEqual([]);
	});

	it('hits requests, counts them, and says what a value must be', async () => {
		const form = page.locator('#fault');
		await form.getByLabel('What goes wrong').selectOption('server-error');
		await form.getByText('Which requests, and how').click();
		await form.getByLabel('status').fill('200');
		await press('Break it', form);
		await expectSaid('status must be a whole number from 500 to 599');
		await form.getByLabel('status').fill('503');
		await form.getByLabel('carriedOut').check();
		await press('Break it', form);
		await expectSaid('Broken: server-error.');
		expect((await send('GET', DOMAIN)).status).toBe(503);
		await page.getByText('hit 1 request').waitFor();
		await press('Mend all');
		await expectSaid('Nothing is broken any more.');
		expect((await send('GET', DOMAIN)).status).toBe(200);
	});

	it('the server speaks in each dialect', async () => {
		for (const [dialect, { switches }] of Object.entries(dialects).reverse()) {
			await page.getByLabel('Speaks like').selectOption(dialect);
			await page.locator('#server').getByText(`as ${dialect}`).waitFor();
			const now = await control<Row[]>(simulator, 'GET', '/switches');
			const positions = Object.fromEntries(now.map(({ name, value }) => [name, value]));
			expect(positions).toMatchObject({ 'record-names': dialect, ...switches });
		}
	});

	it('sign-ins end and a core goes down and up', async () => {
		const { password } = simulator.credentials;
		const { username, clientId, clientSecret } = password;
		const token = record(
			await send('POST', '/tokens', {
				bearer: '',
				body: {
					...{ grant_type: 'password', username, password: password.password },
					...{ client_id: clientId, client_secret: clientSecret },
				},
			}),
		);
		const bearer = String(token.access_token);
		expect((await send('GET', '/domains/~', { bearer })).status).toBe(200);
		await press('End all sign-ins');
		await expectSaid('Every sign-in has to be done again.');
		expect((await send('GET', '/domains/~', { bearer })).status).toBe(401);
		await press('Take down core1');
		await page.getByRole('button', { name: 'Bring up core1' }).waitFor();
		expect(await control(simulator, 'GET', '/cores')).toMatchObject({ 'core1.pbx.example': false });
		await press('Bring up core1');
		await page.getByRole('button', { name: 'Take down core1' }).waitFor();
	});
});

describe('what it shows by itself', () => {
	it('a subscription with its posts, and requests', async () => {
		await send('POST', '/subscriptions', {
			body: { model: 'call', 'post-url': receiver.url, domain: 'acme.example' },
		});
		const row = page.locator('#subscriptions tbody tr');
		await row.getByText(receiver.url).waitFor();
		await page.locator('#requests').getByText('POST /subscriptions').waitFor();
		await control(simulator, 'POST', '/calls', { from: '12025550177', to: '101' });
		await control(simulator, 'POST', '/poll');
		await row.getByText('12025550177').waitFor();
		await row.getByRole('button').click();
		await expectSaid('The subscription is gone.');
		expect(await control(simulator, 'GET', '/subscriptions')).toEqual([]);
		await press('Forget them');
		await page.locator('#requests').getByText('None yet.').waitFor();
	});

	it('another company, and life without anybody doing something', async () => {
		await page.getByLabel('Calls and texts a minute').fill('600');
		await page.keyboard.press('Tab');
		await expectSaid('600 a minute from now on.');
		expect(await control(simulator, 'GET', '/traffic')).toEqual({ perMinute: 600 });
		const company = page.getByLabel('Company');
		const [, other = ''] = await company.locator('option').allInnerTexts();
		await company.selectOption(other);
		await eventually(calls, (all) => all.some(({ domain }) => domain === other));
		await page.locator('article').first().waitFor();
		const form = page.locator('#call');
		await form.getByLabel('To an extension').fill('101');
		await press('Call', form);
		await expectSaid('to 101 rings');
		expect(await calls()).toContainEqual(
			expect.objectContaining({ domain: other, callerNumber: '12025550111' }),
		);
		await press('Start over');
		await expectSaid('Everything is as at the start.');
		expect(await control(simulator, 'GET', '/traffic')).toEqual({ perMinute: 0 });
	});
});

describe('the page', () => {
	/** Puts something into every part. */
	async function fill(): Promise<void> {
		const card = await call('12025550111', '101');
		await step(card, 'Answer', 'talking');
		const parked = await call('12025550112', '102');
		await step(parked, 'Answer', 'talking');
		await step(parked, 'Park', 'parked');
		await page.getByRole('button', { name: 'Join queue 4000 as a caller' }).click();
		await send('POST', '/subscriptions', {
			body: { model: 'call', 'post-url': receiver.url, domain: 'acme.example' },
		});
		await control(simulator, 'POST', '/faults', { kind: 'slow', delay: 10, path: '/domains/x' });
		await page.locator('#broken li').waitFor();
		await page.locator('#subscriptions tbody tr').waitFor();
	}

	it('is valid and can be used without seeing it, empty and full', async () => {
		expect(await problemsOf(await (await fetch(`${simulator.url}/_sim`)).text())).toEqual([]);
		await fill();
		expect(await problemsOf(await drawn(page))).toEqual([]);
	});

	it('can be read by day, by night and on a phone', async () => {
		await fill();
		await page.evaluate("document.querySelector('#said').replaceChildren()");
		await keepPicture('desk', page);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			for (const [device, width] of Object.entries({ desktop: 1280, phone: 390 })) {
				await page.setViewportSize({ width, height: 900 });
				await keepScreenshot(`desk-${device}-${colorScheme}`, page.locator('body'));
				expect(await faint(page)).toEqual([]);
				expect(await overflow(page)).toBe(0);
			}
			await page.setViewportSize({ width: 1280, height: 900 });
		}
	});

	it('lets nothing in that is not its own', async () => {
		for (const path of ['/_sim', '/_sim/desk/desk.js', '/_sim/desk/desk.css']) {
			const { headers } = await fetch(simulator.url + path);
			expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; /);
			expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
		}
	});
});
