/** Judges a page that is open in Chromium. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Least contrast of text with what is behind it (WCAG 2.2, level AA). */
const LEAST = 4.5;

const FAINT = readFileSync(join(__dirname, 'faint.js'), 'utf8');

/** Texts that are too faint, with their contrast. */
export const faint = async (page: Page): Promise<string[]> =>
	await page.evaluate<string[]>(`${FAINT}\nfaint(${LEAST})`);

/** Pixels by which a page is wider than its window. */
export const overflow = async (page: Page): Promise<number> =>
	await page.evaluate<number>(
		'document.documentElement.scrollWidth - document.documentElement.clientWidth',
	);

/** A page as it is drawn now. */
export const drawn = async (page: Page): Promise<string> =>
	`<!doctype html>${await page.evaluate<string>('document.documentElement.outerHTML')}`;
