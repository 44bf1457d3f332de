/** The HTML of reports in a browser, as mail programs on desktops and phones show it. */
import type { Browser } from 'playwright-core';

import { keepPicture, keepScreenshot, startBrowser } from '../../host/browser';
import { htmlOf } from '../../nodes/NetSapiens/reports/showing/html';
import { sampleReport } from '../support/report';

let browser: Browser;

beforeAll(async () => {
	browser = await startBrowser();
});

afterAll(async () => await browser?.close());

describe.each([
	['desktop', 860, 'light', keepPicture],
	['desktop', 860, 'dark', keepScreenshot],
	['phone', 360, 'light', keepScreenshot],
	['phone', 360, 'dark', keepPicture],
] as const)('on a %s of %i pixels with %s colors', (device, width, colorScheme, keep) => {
	it('fits the screen and takes its colors', async () => {
		const page = await browser.newPage({ viewport: { width, height: 780 }, colorScheme });
		await page.setContent(htmlOf(sampleReport(8)));
		const look = await page.evaluate(`[
			document.documentElement.scrollWidth,
			getComputedStyle(document.body).backgroundColor,
			document.querySelectorAll('td.k').length,
			getComputedStyle(document.querySelector('table.d')).display === 'block',
		]`);
		const [needed, background, bars, stacked] = look as [number, string, number, boolean];
		expect(needed).toBe(width);
		expect(background).toBe(colorScheme === 'dark' ? 'rgb(13, 17, 23)' : 'rgb(246, 248, 250)');
		expect(bars).toBeGreaterThan(5);
		expect(stacked).toBe(device === 'phone');
		await keep(`report-${device}`, page);
		await page.close();
	});
});
