/** From 16 digits on an integer may be more than a JavaScript number holds exactly. */
const LONG_INTEGER = /(?:^|[\s:,[])-?\d{16,}(?:[\s,\]}]|$)/;

/** A text, or a long integer that is no part of another number. */
const TEXT_OR_LONG_INTEGER = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\w.+-])-?\d{16,}(?![\w.])/g;

/**
 * Parses JSON without losing digits: integers beyond 2^53 come as text (IDs of real servers are
 * bare integers at times; a rounded one would name no record, or another one).
 *
 * @returns undefined when the text is not JSON
 */
export function parseJson(text: string): unknown {
	const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
	const exact = LONG_INTEGER.test(bare) ? quoteLongIntegers(bare) : bare;
	try {
		return JSON.parse(exact);
	} catch {
		return undefined;
	}
}

function quoteLongIntegers(text: string): string {
	return text.replace(TEXT_OR_LONG_INTEGER, (found) =>
		found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${found}"`,
	);
}
