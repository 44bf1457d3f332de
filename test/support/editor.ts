import { join } from 'node:path';

import { openEditor, type Editor } from '../../host/editor';
import { sharedFolder, sharedN8n } from './n8n';

/** Starts a Chromium that is signed in to the n8n of this test run, and has compiled its pages before. */
export async function openSharedEditor(): Promise<Editor> {
	const folder = join(sharedFolder(), `chromium-${process.env.JEST_WORKER_ID ?? '1'}`);
	return await openEditor(sharedN8n(), folder);
}
