import type { Browser, Page } from 'playwright-core';

import { startBrowser } from '../../host/browser';
import { credentialsFor } from '../../host/credentials';
import type { Editor } from '../../host/editor';
import { eventually } from '../../host/eventually';
import { packageName } from '../../host/install-package';
import type { Workflow } from '../../host/rest';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { linkIn, listFrom, textsTo } from '../support/approval';
import { openSharedEditor } from '../support/editor';
import { sharedN8n } from '../support/n8n';

const n8n = sharedN8n();
const workflowId = 'browserTestApproval';
const manager = '12025550131';
let simulator: RunningSimulator;
let editor: Editor;
let phones: Browser;
let link: string;
let execution: string;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '200', '--events-interval', '3600000']);
	const { apiKey } = credentialsFor(simulator);
	const credential = await n8n.saveCredential({ ...apiKey, name: 'PBX' });
	const [number] = await listFrom(simulator, '/domains/~/users/101/smsnumbers');
	const picked = (value: string) => ({ __rl: true, mode: 'id', value });
	const node = (name: string, type: string, x: number, more: object = {}) => ({
		...{ id: `${workflowId}-${x}`, name, type, typeVersion: 1, position: [x, 0], parameters: {} },
		...more,
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	await n8n.saveWorkflow({
		id: workflowId,
		name: 'Refunds',
		nodes: [
			node('Run by hand', 'n8n-nodes-base.manualTrigger', 0),
			node('Ask the manager', `${packageName}.netSapiensApproval`, 220, {
				credentials: { netSapiensApi: { id: credential.id, name: credential.name } },
				parameters: {
					domain: { __rl: true, mode: 'list', value: '~', cachedResultName: 'My Own (~)' },
					user: picked('101'),
					'from-number': picked(String(number?.number)),
					destination: manager,
					message: 'Refund $250 to Ada Park for order 1042?',
					options: {
						limitWaitTime: {
							values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'hours' },
						},
					},
				},
			}),
			node('What now', 'n8n-nodes-base.noOp', 440),
		],
		connections: { 'Run by hand': to('Ask the manager'), 'Ask the manager': to('What now') },
		settings: { executionOrder: 'v1' },
	} as unknown as Workflow);
	[editor, phones] = await Promise.all([openSharedEditor(), startBrowser()]);
});

afterAll(async () => {
	await Promise.all([editor?.close(), phones?.close()]);
	await simulator.stop();
});

it('has a form that tells what to fill in', async () => {
	await editor.open(workflowId);
	await editor.screenshot('approval-canvas');
	await editor.openNode('Ask the manager');
	await editor.page.getByText('Max Date and Time').waitFor({ state: 'hidden' });
	await editor.picture('approval-form');
});

it('says in the editor that it waits', async () => {
	execution = await n8n.start(workflowId, 'Run by hand');
	await eventually(
		async () => (await n8n.execution(execution)).status,
		(status) => status === 'waiting',
	);
	link = linkIn((await textsTo(simulator, manager)).at(-1));
	await editor.page.goto(`${n8n.url}/workflow/${workflowId}/executions/${execution}`);
	await editor.page.getByText('Waiting', { exact: false }).first().waitFor();
	await editor.screenshot('approval-waiting');
});

/** A phone that runs no scripts. */
async function phone(colorScheme: 'light' | 'dark'): Promise<Page> {
	const context = await phones.newContext({
		viewport: { width: 390, height: 560 },
		deviceScaleFactor: 2,
		isMobile: true,
		javaScriptEnabled: false,
		colorScheme,
	});
	return await context.newPage();
}

it.each(['dark', 'light'] as const)('asks on a phone that is set to %s', async (colors) => {
	const page = await phone(colors);
	await page.goto(link);
	expect(await page.getByRole('main').innerText()).toContain('Refund $250 to Ada Park');
	// Nothing is wider than the phone, and what is to be pressed is large enough for a thumb.
	const width = await page.locator('html').evaluate((html) => html.scrollWidth);
	expect(width).toBeLessThanOrEqual(390);
	for (const button of await page.getByRole('button').all()) {
		expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(48);
	}
	await editor.picture(`approval-page-${colors}`, page);
	await page.context().close();
});

it('takes the answer of somebody who presses a button there', async () => {
	const page = await phone('light');
	await page.goto(link);
	await page.getByLabel('Reason').fill('Only up to $100');
	await page.getByRole('button', { name: 'Decline' }).click();
	await page.getByRole('heading', { name: 'Declined' }).waitFor();
	await editor.screenshot('approval-thanks', page);
	await page.context().close();

	const { data } = await n8n.finished(execution);
	const [item] = data.resultData.runData['What now']?.[0]?.data?.main?.[0] ?? [];
	expect(item?.json).toMatchObject({ data: { approved: false, reason: 'Only up to $100' } });
});
