/**
 * `npm run scan`: n8n's own scanner on our sources and on the packages as npm would publish them.
 * `scan.ts NAME…` scans those companions alone.
 *
 * This is what n8n runs on a published version; comments that switch off lint rules do not count.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { buildCompanions, companionFolder, companionNames } from '../../host/companions';
import { packageName } from '../../host/install-package';
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

/** @param folder where the package.json is */
async function scan(scanner: Scanner, name: string, folder: string): Promise<void> {
	const unpacked = await mkdtemp(join(tmpdir(), 'netsapiens-scan-'));
	try {
		await unpackPackage(unpacked, folder);
		const parts: Array<[string, string, string[]]> = [
			['source', folder, scanner.SOURCE_FILE_PATTERNS],
			['package', unpacked, ['**/*.js', 'package.json']],
		];
		for (const [what, where, patterns] of parts) {
			const { passed, message, details } = await scanner.analyzePackage(where, patterns);
			// The scanner calls a folder without files passed, and says so in its message.
			const clean = passed && !message;
			console.log(`Scan of the ${what} of ${name}: ${clean ? '0 errors' : message}`);
			if (clean) continue;
			if (details) console.error(details);
			process.exitCode = 1;
		}
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}

async function main(): Promise<void> {
	const named = process.argv.slice(2);
	const scanner = (await import(pathToFileURL(scannerFile).href)) as Scanner;
	if (named.length === 0) {
		await buildPackage();
		await scan(scanner, packageName, root);
	}
	await buildCompanions();
	const companions = named.length > 0 ? named : companionNames();
	for (const name of companions) await scan(scanner, name, companionFolder(name));
}

main().catch((error: Error) => {
	console.error(`The scan stopped: ${error.message}`);
	process.exitCode = 1;
});
