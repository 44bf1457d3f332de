/** The HTML of reports in a browser, as mail programs on desktops and phones show it. */
import { openEditor, type Editor } from '../../host/editor';
import { htmlOf } from '../../nodes/NetSapiens/reports/showing/html';
import { sharedN8n } from '../support/n8n';
import { sampleReport } from '../support/report';

const n8n = sharedN8n();
let editor: Editor;

beforeAll(async () => {
	editor = await openEditor(n8n);
});

afterAll(async () => await editor?.close());

describe.each([
	['desktop', 860, 'light', 'picture'],
	['desktop', 860, 'dark', 'screenshot'],
	['phone', 360, 'light', 'screenshot'],
	['phone', 360, 'dark', 'picture'],
] as const)('on a %s of %i pixels with %s colors', (device, width, colorScheme, keep) => {
	it('fits the screen and takes its colors', async () => {
		const browser = editor.page.context().browser();
		if (!browser) throw new Error('There is no browser.');
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
		await editor[keep](`report-${device}`, page);
		await page.close();
	});
});
