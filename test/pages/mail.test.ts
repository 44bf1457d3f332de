/** The pages of the mail server that demo and tests send to, used as people use a mail program. */
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Browser, Page } from 'playwright-core';

import { keepScreenshot, startBrowser } from '../../host/browser';
import { startMailSink, type MailSink } from '../../host/mail-sink';
import { problemsOf } from '../support/html';
import { drawn, faint, overflow } from '../support/page';

const HOSTILE = '<script>document.title = "taken over"</script>';
const CSV = 'user,calls\n101,5\n';

let mail: MailSink;
let browser: Browser;
let page: Page;

/** A mail as it is written down. */
function message(
	subject: string,
	parts: Array<[type: string, text: string, file?: string]>,
): string {
	const shown = parts.map(([type, text, file]) =>
		[
			`Content-Type: ${type}; charset=utf-8`,
			...(file ? [`Content-Disposition: attachment; filename="${file}"`] : []),
			'',
			text,
		].join('\r\n'),
	);
	return [
		'From: PBX <pbx@example.com>',
		'To: "Office <b>" <office@example.com>',
		`Subject: ${subject}`,
		'Date: Thu, 26 Nov 2026 12:00:00 +0000',
		'MIME-Version: 1.0',
		'Content-Type: multipart/mixed; boundary=cut',
		'',
		...shown.map((part) => `--cut\r\n${part}`),
		'--cut--',
	].join('\r\n');
}

/** Sends a mail word for word. */
async function deliver(text: string): Promise<void> {
	const { port } = mail.credential.data as { port: number };
	const said = ['EHLO test', 'MAIL FROM:<pbx@example.com>', 'RCPT TO:<office@example.com>', 'DATA'];
	const lines = [...said, `${text}\r\n.`, 'QUIT'];
	await new Promise<void>((resolve, reject) => {
		const socket = connect(port, '127.0.0.1');
		socket.on('data', (data) => {
			// An answer of several lines has its last one without a dash.
			if (!/^\d{3} /m.test(data.toString())) return;
			const line = lines.shift();
			if (line) socket.write(`${line}\r\n`);
		});
		socket.on('error', reject);
		socket.on('close', () => resolve());
	});
}

beforeAll(async () => {
	[mail, browser] = await Promise.all([startMailSink(), startBrowser()]);
	page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
});

afterAll(async () => {
	await browser?.close();
	await mail?.stop();
});

it('says that there is no mail, and brings what comes in by itself', async () => {
	await page.goto(mail.url);
	await page.getByText('None yet.').waitFor();
	await deliver(message('First of all', [['text/plain', `Plain words ${HOSTILE}`]]));
	await page.getByRole('link', { name: 'First of all' }).waitFor();
	expect(await page.title()).toBe('Received mail');
});

it('lists mails, newest first, and opens one', async () => {
	await deliver(
		message(`Report ${HOSTILE}`, [
			['text/html', `<h1>Calls</h1>${HOSTILE}<a href="${mail.url}/mails/1">Read more</a>`],
			['text/csv', CSV, "calls of Ann's <team>.csv"],
			['audio/wav', 'RIFF', 'voice.wav'],
		]),
	);
	await page.getByRole('link', { name: 'Report' }).waitFor();
	const list = page.getByRole('navigation').getByRole('link');
	expect(await list.allInnerTexts()).toMatchObject([
		expect.stringContaining('2 attached'),
		expect.stringContaining('First of all'),
	]);
	await list.last().click();
	await page.locator('pre').getByText(`Plain words ${HOSTILE}`).waitFor();
	await list.first().click();
	await page.getByRole('heading', { name: HOSTILE }).waitFor();
	expect(await page.locator('dl').innerText()).toContain('Office <b> <office@example.com>');
});

it('shows HTML where it can do nothing, and its links lead out of there', async () => {
	const body = page.frameLocator('iframe');
	await body.getByRole('heading', { name: 'Calls' }).waitFor();
	expect(await page.frames()[1]?.title()).toBe('');
	const [opened] = await Promise.all([
		page.waitForEvent('popup'),
		body.getByRole('link', { name: 'Read more' }).click(),
	]);
	await opened.getByRole('heading', { name: 'First of all' }).waitFor();
	await opened.close();
	const { headers } = await fetch(`${mail.url}/mails/2/html`);
	expect(headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-(scripts|same))/);
});

it('gives attachments as they came', async () => {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: '.csv' }).click(),
	]);
	expect(download.suggestedFilename()).toMatch(/^calls of Ann's .team..csv$/);
	expect((await readFile(await download.path(), 'utf8')).trim()).toBe(CSV.trim());
	expect(await page.locator('audio').getAttribute('aria-label')).toBe('voice.wav');
});

it.each(['/mails/9', '/mails/x', '/mails/9/html', '/mails/1/attachments/1'])(
	'%s is not there',
	async (path) => expect((await fetch(mail.url + path)).status).toBe(404),
);

it('is valid, and can be read by day, by night and on a phone', async () => {
	await page.goto(mail.url);
	expect(await problemsOf(await (await fetch(mail.url)).text())).toEqual([]);
	expect(await problemsOf(await drawn(page))).toEqual([]);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		for (const [device, width] of Object.entries({ desktop: 1280, phone: 390 })) {
			await page.setViewportSize({ width, height: 900 });
			await keepScreenshot(`mail-${device}-${colorScheme}`, page);
			expect(await faint(page)).toEqual([]);
			expect(await overflow(page)).toBe(0);
		}
	}
});
