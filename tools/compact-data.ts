import { createRequire } from 'node:module';
import { writeFile } from 'node:fs/promises';

/**
 * Rewrites a compiled module that exports nothing but data, so that it is read by Node.js' JSON
 * parser: that takes a fraction of the time of its JavaScript compiler, and of the space.
 *
 * @param file absolute path of the CommonJS module
 */
export async function compactData(file: string): Promise<void> {
	const exported = createRequire(file)(file) as Record<string, unknown>;
	const lines = Object.entries(exported).map(
		([name, data]) => `exports.${name} = JSON.parse(${JSON.stringify(JSON.stringify(data))});`,
	);
	const marker = 'Object.defineProperty(exports, "__esModule", { value: true });';
	await writeFile(file, ['"use strict";', marker, ...lines, ''].join('\n'));
}
