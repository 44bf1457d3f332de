import { createRequire } from 'node:module';
import { rm, writeFile } from 'node:fs/promises';

/**
 * Replaces a compiled module that exports nothing but data by a JSON file of the same name, which
 * `require` without an extension finds as well: Node.js reads it in less than two thirds of the
 * time, and it is smaller.
 *
 * @param file absolute path of the CommonJS module, ending in `.js`; it is gone afterwards
 */
export async function compactData(file: string): Promise<void> {
	const exported = createRequire(file)(file) as Record<string, unknown>;
	await writeFile(file.replace(/\.js$/, '.json'), JSON.stringify(exported));
	await rm(file);
}
