/** A real browser that is signed in to an n8n. */
import type { Locator, Page } from 'playwright-core';

import { keepPicture, keepScreenshot, startBrowser } from './browser';
import type { N8nClient } from './rest';

export interface Editor {
	page: Page;
	/** Opens a workflow, or an empty one, and waits until its canvas is drawn. */
	open(workflowId?: string): Promise<void>;
	/** Opens the panel of the node of that name. */
	openNode(name: string): Promise<void>;
	/** The field of that parameter in the panel or the credential form. */
	field(parameter: string): Locator;
	/** Chooses one of the options a parameter offers. @returns All that were offered. */
	choose(parameter: string, option: string): Promise<string[]>;
	/** Chooses the first record in the list of a picker that has this in its text. @returns all of that text */
	pick(parameter: string, text: string | RegExp): Promise<string>;
	/** Types into the text field of a parameter. */
	fill(parameter: string, text: string): Promise<void>;
	/** Chooses several of the options a parameter offers. */
	chooseAll(parameter: string, options: string[]): Promise<void>;
	/** Adds a field of a collection. @param add what the buttons say; the inner collection's is the first */
	add(add: string, field: string, which?: 'first' | 'last'): Promise<void>;
	/** Runs the open node and waits for its items. @returns the text of the output panel */
	execute(): Promise<string>;
	/**
	 * Keeps a picture of the page in .cache/screenshots, for people to look at.
	 *
	 * @param of another page than the editor's, or a part of one
	 */
	screenshot(name: string, of?: Page | Locator): Promise<void>;
	/**
	 * The same; `npm run docs:screenshots` also puts it into docs/images, as a picture for the docs.
	 *
	 * @param folder of the package whose docs these are
	 */
	picture(name: string, of?: Page | Locator, folder?: string): Promise<void>;
	close(): Promise<void>;
}

export const byTestId = (id: string) => `[data-test-id="${id}"]`;

/** Starts Chromium and signs it in. */
export async function openEditor(n8n: N8nClient): Promise<Editor> {
	const browser = await startBrowser();
	const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
	context.setDefaultTimeout(60_000);
	const [name = '', value = ''] = n8n.cookie.split('=');
	await context.addCookies([{ name, value, url: n8n.url }]);
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), n8n.browserId);
	const page = await context.newPage();
	const field = (parameter: string) =>
		page.locator(byTestId(`parameter-input-${parameter}`)).last();

	return {
		page,
		field,
		open: async (workflowId) => {
			await page.goto(`${n8n.url}/workflow/${workflowId ?? 'new'}`);
			const sign = workflowId ? 'canvas-node' : 'canvas-add-button';
			await page.locator(byTestId(sign)).first().waitFor();
		},
		openNode: async (node) => {
			await page.locator(byTestId('canvas-node')).filter({ hasText: node }).dblclick();
			await page.locator(byTestId('node-parameters')).waitFor();
		},
		choose: async (parameter, option) => {
			await field(parameter).locator('input').click();
			const options = page.locator('.el-select-dropdown__item:visible');
			await options.first().waitFor();
			const texts = await options.allInnerTexts();
			const offered = texts.map((text) => text.split('\n')[0] ?? '');
			await options.nth(offered.indexOf(option)).click();
			await options.first().waitFor({ state: 'hidden' });
			return offered;
		},
		pick: async (parameter, text) => {
			const picker = page.locator(byTestId(`resource-locator-${parameter}`)).last();
			await picker.locator(byTestId('rlc-input')).click();
			const entry = page
				.locator(`${byTestId('rlc-item')}:visible`)
				.filter({ hasText: text })
				.first();
			const found = await entry.innerText();
			await entry.click();
			await entry.waitFor({ state: 'hidden' });
			return found;
		},
		fill: async (parameter, text) => {
			await field(parameter).locator('input, textarea').first().fill(text);
		},
		chooseAll: async (parameter, wanted) => {
			await field(parameter).locator('input').first().click();
			const options = page.locator('.el-select-dropdown__item:visible');
			for (const option of wanted) await options.getByText(option, { exact: true }).click();
			await page.keyboard.press('Escape');
			await options.first().waitFor({ state: 'hidden' });
		},
		add: async (add, name, which = 'last') => {
			await page.getByPlaceholder(add, { exact: true })[which]().click();
			const option = page
				.locator('.el-select-dropdown__item:visible')
				.getByText(name, { exact: true });
			await option.first().click();
			await option.first().waitFor({ state: 'hidden' });
		},
		execute: async () => {
			await page.locator(byTestId('node-execute-button')).click();
			const output = page.locator(byTestId('output-panel'));
			await output
				.getByText(/\d+ items?/)
				.first()
				.waitFor();
			return await output.innerText();
		},
		screenshot: async (name, of = page) => await keepScreenshot(name, of),
		picture: async (name, of = page, folder) => await keepPicture(name, of, folder),
		close: async () => await browser.close(),
	};
}
