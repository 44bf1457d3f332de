import type { FastifyRequest } from 'fastify';

import { badRequest } from '../errors';
import type { Upload } from '../handler';
import type { Data } from '../state/table';
import { checkDepth } from './bodies';

/** Reads a multipart body in whole. @throws ApiError 400 when it is malformed or too large */
export async function readMultipart(
	request: FastifyRequest,
): Promise<{ fields: Data; files: Upload[] }> {
	const fields: Data = {};
	const files: Upload[] = [];
	try {
		for await (const part of request.parts()) {
			if (part.type === 'file') {
				files.push({
					field: part.fieldname,
					filename: part.filename,
					type: part.mimetype,
					bytes: await part.toBuffer(),
				});
			} else {
				// A part may be JSON.
				checkDepth(part.value);
				fields[part.fieldname] = part.value;
			}
		}
	} catch (error) {
		throw badRequest(`Malformed multipart body: ${(error as Error).message}`);
	}
	return { fields, files };
}
