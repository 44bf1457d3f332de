/** A real browser that is signed in to an n8n. */
import type { Locator, Page } from 'playwright-core';

import { eventually } from './eventually';
import { keepPicture, keepScreenshot, startUsedBrowser } from './browser';
import type { N8nClient } from './rest';

export interface Editor {
	page: Page;
	/** Opens a workflow, or an empty one, and waits until its canvas is drawn. */
	open(workflowId?: string): Promise<void>;
	/** Opens another workflow than the one that is shown, if one is, without loading n8n anew: in a tenth of the time. */
	openNext(workflowId: string): Promise<void>;
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

/** The page that lists all workflows. */
const LIST = '/home/workflows';

export const byTestId = (id: string) => `[data-test-id="${id}"]`;

/** @returns whether what is waited for comes in its time */
const comes = async (waiting: Promise<unknown>): Promise<boolean> =>
	await waiting.then(
		() => true,
		() => false,
	);

/** What n8n draws anew between the press and the release of the button has not been clicked: again, then. */
async function clickUntil(target: Locator, isDone: (timeout?: number) => Promise<void>) {
	for (const timeout of [5_000, 15_000]) {
		await target.click();
		if (await comes(isDone(timeout))) return;
	}
	await target.click();
	await isDone();
}

/** Clicks what opens a list, a menu or a dialog until something of it is shown. */
export async function clickUntilShown(opener: Locator, shown: Locator): Promise<void> {
	await clickUntil(opener, async (timeout) => await shown.waitFor({ timeout }));
}

/** Clicks an entry of a list until the list is gone. */
async function clickUntilHidden(entry: Locator, list: Locator): Promise<void> {
	await clickUntil(entry, async (timeout) => await list.waitFor({ state: 'hidden', timeout }));
}

/** Goes to another page of n8n as its links do, within what is loaded. */
async function go(page: Page, path: string): Promise<void> {
	await page.evaluate(
		`(async ({ $router }) => {
			await $router.isReady();
			await $router.push('${path}');
		})(document.querySelector('#app').__vue_app__.config.globalProperties)`,
	);
}

/** Loads n8n with nothing open: a page of its own would go on setting itself up while another is opened. */
async function load(page: Page, url: string): Promise<void> {
	await page.goto(`${url}${LIST}`);
	await page.waitForFunction(`document.querySelector('#app')?.__vue_app__`);
}

/** Goes from the workflow that is open, if one is, to the list of them, and does not save it. */
async function leave(page: Page): Promise<void> {
	const withoutSaving = page.getByRole('button', { name: 'Leave without saving' });
	const canvas = page.locator('.vue-flow').first();
	await eventually(
		async () => {
			let isOver = false;
			const going = go(page, LIST).finally(() => (isOver = true));
			await eventually(
				async () => isOver || (await withoutSaving.isVisible()),
				(isAsked) => isAsked,
			);
			// It goes away, and n8n stays where it is, when that is saved at this moment.
			if (!isOver) await withoutSaving.click({ timeout: 1_000 }).catch(() => {});
			await going;
			return await canvas.isVisible();
		},
		(isShown) => !isShown,
	);
}

/** Waits a while for a canvas, be it empty. */
async function isCanvasShown(page: Page): Promise<boolean> {
	const signs = ['canvas-node', 'canvas-add-button'].map(byTestId).join(', ');
	return await comes(page.locator(signs).first().waitFor({ timeout: 10_000 }));
}

/** Forgets who is signed in to a site, and what the site keeps in the browser. */
async function forget(page: Page, origin: string): Promise<void> {
	const chromium = await page.context().newCDPSession(page);
	const storageTypes = 'cookies,local_storage,indexeddb';
	await chromium.send('Storage.clearDataForOrigin', { origin, storageTypes });
	await chromium.detach();
}

/**
 * Starts Chromium and signs it in.
 *
 * @param folder where Chromium keeps what it has compiled of n8n for the next time; a new one if missing
 */
export async function openEditor(n8n: N8nClient, folder = ''): Promise<Editor> {
	const context = await startUsedBrowser(folder, { viewport: { width: 1600, height: 900 } });
	context.setDefaultTimeout(60_000);
	const [page = await context.newPage()] = context.pages();
	await forget(page, n8n.url);
	const [name = '', value = ''] = n8n.cookie.split('=');
	await context.addCookies([{ name, value, url: n8n.url }]);
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), n8n.browserId);
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
		openNext: async (workflowId) => {
			if (!page.url().startsWith(n8n.url)) await load(page, n8n.url);
			await leave(page);
			// What is shown may go on to a page of its own, and take us along.
			await eventually(
				async () => {
					await go(page, `/workflow/${workflowId}`);
					return page.url().includes(workflowId) && (await isCanvasShown(page));
				},
				(isOpen) => isOpen,
			);
		},
		openNode: async (node) => {
			await page.locator(byTestId('canvas-node')).filter({ hasText: node }).dblclick();
			await page.locator(byTestId('node-parameters')).waitFor();
		},
		choose: async (parameter, option) => {
			const options = page.locator('.el-select-dropdown__item:visible');
			await clickUntilShown(field(parameter).locator('input'), options.first());
			const texts = await options.allInnerTexts();
			const offered = texts.map((text) => text.split('\n')[0] ?? '');
			await clickUntilHidden(options.nth(offered.indexOf(option)), options.first());
			return offered;
		},
		pick: async (parameter, text) => {
			const picker = page.locator(byTestId(`resource-locator-${parameter}`)).last();
			const entry = page
				.locator(`${byTestId('rlc-item')}:visible`)
				.filter({ hasText: text })
				.first();
			await clickUntilShown(picker.locator(byTestId('rlc-input')), entry);
			const found = await entry.innerText();
			await clickUntilHidden(entry, entry);
			return found;
		},
		fill: async (parameter, text) => {
			await field(parameter).locator('input, textarea').first().fill(text);
		},
		chooseAll: async (parameter, wanted) => {
			const options = page.locator('.el-select-dropdown__item:visible');
			await clickUntilShown(field(parameter).locator('input').first(), options.first());
			for (const option of wanted) await options.getByText(option, { exact: true }).click();
			await page.keyboard.press('Escape');
			await options.first().waitFor({ state: 'hidden' });
		},
		add: async (add, name, which = 'last') => {
			const option = page
				.locator('.el-select-dropdown__item:visible')
				.getByText(name, { exact: true })
				.first();
			await clickUntilShown(page.getByPlaceholder(add, { exact: true })[which](), option);
			await clickUntilHidden(option, option);
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
		close: async () => await context.close(),
	};
}
