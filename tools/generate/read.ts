import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { parseWords } from './parseWords';
import type { OpenApiDocument } from './spec';
import type { Words } from './words';

/** Reads spec/openapi.json and the words beside it. @param root the repository */
export async function readInputs(
	root: string,
): Promise<{ document: OpenApiDocument; words: Words }> {
	const text = (file: string) => readFile(join(root, file), 'utf8');
	const files = (await readdir(join(root, 'spec/resources')))
		.filter((file) => file.endsWith('.yaml'))
		.sort();
	const resources = await Promise.all(
		files.map(async (file) => {
			const path = `spec/resources/${file}`;
			return [basename(file, '.yaml'), parseWords('resource', path, await text(path))] as const;
		}),
	);
	return {
		document: JSON.parse(await text('spec/openapi.json')) as OpenApiDocument,
		words: {
			resources: Object.fromEntries(resources),
			fields: parseWords('fields', 'spec/fields.yaml', await text('spec/fields.yaml')),
			pickers: parseWords('pickers', 'spec/pickers.yaml', await text('spec/pickers.yaml')),
			dialects: parseWords('dialects', 'spec/dialects.yaml', await text('spec/dialects.yaml')),
		},
	};
}
