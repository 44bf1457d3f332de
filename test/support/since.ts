/** Tests of what older versions of n8n lack: there they are skipped, and their name says why. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { n8nDirectory } from '../../host/paths';

const { version } = JSON.parse(readFileSync(join(n8nDirectory, 'package.json'), 'utf8')) as {
	version: string;
};

/** @returns `it`, or what skips a test where n8n is older than `first` ("2.0") and lacks something */
export function itSince(first: string, lacks: string): jest.It {
	if (isSince(first)) return it;
	const skip = (name: string) => it.skip(`${name} (n8n ${version} ${lacks})`, () => {});
	return Object.assign(skip, it);
}

/** @returns whether n8n is that version or newer */
export function isSince(first: string): boolean {
	return version.localeCompare(first, 'en', { numeric: true }) >= 0;
}
