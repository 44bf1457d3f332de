import { badRequest } from '../errors';

/** @throws ApiError 400 when the text is not base64 of at least one byte */
export function decode(text: string): Buffer {
	const plain = text.replace(/^data:[^,]*,/, '').replace(/\s/g, '');
	const bytes = Buffer.from(plain, 'base64');
	if (bytes.length === 0 || !/^[A-Za-z0-9+/_-]+=*$/.test(plain))
		throw badRequest('Missing file information.');
	return bytes;
}
