/**
 * From 16 digits on an integer may be more than a JavaScript number holds exactly. No ID has a
 * thousand, and without a limit regular expressions run out of memory on large texts of digits.
 */
const LONG_INTEGER = /[\s:,[]-?\d{16,999}[\s,\]}]/;

/** The same as the whole text; apart from the other, which is slower when it looks for ends too. */
const ONLY_LONG_INTEGER = /^\s*-?\d{16,999}\s*$/;

/**
 * An escaped character, a quote, or a long integer that is no part of another number. Texts are not
 * matched whole: a large one would be too much for the regular expression.
 */
const TOKEN = /\\.|"|(?<![\w.+-])-?\d{16,999}(?![\w.])/g;

/**
 * Parses JSON without losing digits: integers beyond 2^53 come as text (IDs of real servers are
 * bare integers at times; a rounded one would name no record, or another one).
 *
 * @returns undefined when the text is not JSON
 */
export function parseJson(text: string): unknown {
	const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
	const mayHold = LONG_INTEGER.test(bare) || ONLY_LONG_INTEGER.test(bare);
	const exact = mayHold ? withLongIntegersAsText(bare) : bare;
	try {
		return JSON.parse(exact);
	} catch {
		return undefined;
	}
}

function withLongIntegersAsText(json: string): string {
	let inText = false;
	return json.replace(TOKEN, (found) => {
		if (found === '"') inText = !inText;
		const isExact = found.length <= 2 || Number.isSafeInteger(Number(found));
		return isExact || inText ? found : `"${found}"`;
	});
}
