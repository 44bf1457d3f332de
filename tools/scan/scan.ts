/**
 * `npm run scan`: n8n's own scanner on our source and on the package as npm would publish it.
 *
 * This is what n8n runs on a published version; comments that switch off lint rules do not count.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { buildPackage, unpackPackage } from '../../host/package';
import { root } from '../../host/paths';

interface ScanResult {
	passed: boolean;
	message?: string;
	details?: string;
}

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(folder: string, patterns: string[]): Promise<ScanResult>;
}

const scannerFile = join(
	root,
	'host/scanner/node_modules/@n8n/scan-community-package/scanner/scanner.mjs',
);

async function main(): Promise<void> {
	await buildPackage();
	const scanner = (await import(pathToFileURL(scannerFile).href)) as Scanner;
	const unpacked = await mkdtemp(join(tmpdir(), 'netsapiens-scan-'));
	try {
		await unpackPackage(unpacked);
		const parts: Array<[string, string, string[]]> = [
			['source', root, scanner.SOURCE_FILE_PATTERNS],
			['package', unpacked, ['**/*.js', 'package.json']],
		];
		for (const [what, folder, patterns] of parts) {
			const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
			// The scanner calls a folder without files passed, and says so in its message.
			const clean = passed && !message;
			console.log(`Scan of the ${what}: ${clean ? '0 errors' : message}`);
			if (clean) continue;
			if (details) console.error(details);
			process.exitCode = 1;
		}
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}

main().catch((error: Error) => {
	console.error(`The scan stopped: ${error.message}`);
	process.exitCode = 1;
});
