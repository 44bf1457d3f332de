/** A real browser without anything in it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Locator,
	type Page,
} from 'playwright-core';

import { cacheDirectory, root } from './paths';

/** Without these, Chromium does not start as root, or asks Google's servers at every start. */
const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** The Chromium that the variable CHROMIUM names, or Debian's. */
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts Chromium; whoever does it closes it. */
export async function startBrowser(): Promise<Browser> {
	return await chromium.launch({ executablePath: chromiumPath, args: flags });
}

/**
 * The same as somebody has it who has used it before: what it has compiled of pages is kept in that
 * folder, so that the next start loads them with half the work. One Chromium at a time uses a folder.
 */
export async function startUsedBrowser(
	folder: string,
	options: BrowserContextOptions,
): Promise<BrowserContext> {
	return await chromium.launchPersistentContext(folder, {
		executablePath: chromiumPath,
		args: flags,
		...options,
	});
}

async function keep(folder: string, name: string, of: Page | Locator): Promise<void> {
	await mkdir(folder, { recursive: true });
	await of.screenshot({ path: join(folder, `${name}.png`) });
}

/** Keeps a picture of a page, or of a part of one, in .cache/screenshots, for people to look at. */
export async function keepScreenshot(name: string, of: Page | Locator): Promise<void> {
	await keep(join(cacheDirectory, 'screenshots'), name, of);
}

/**
 * The same; `npm run docs:screenshots` also puts it into docs/images, as a picture for the docs.
 *
 * @param folder of the package whose docs these are
 */
export async function keepPicture(name: string, of: Page | Locator, folder = root): Promise<void> {
	await keepScreenshot(name, of);
	if (process.env.DOCS_IMAGES) await keep(join(folder, 'docs/images'), name, of);
}
