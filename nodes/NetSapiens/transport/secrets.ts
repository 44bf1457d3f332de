const MASK = '***';

/** Shorter ones would tear words apart, and are no secrets. */
const SHORTEST_SECRET = 4;

/** Shorter ones are masked where they stand alone: a PIN may be part of any number. */
const SHORTEST_LONG_SECRET = 8;

/**
 * Things that are secret whoever they belong to. The first 12 characters of an API key are its id
 * (facts: API keys), which may be shown.
 */
const secretShapes: Array<[RegExp, string]> = [
	[/\bns[srdu]_\w{9,}/g, MASK],
	[/\beyJ[\w-]{5,}(?:\.[\w-]+)*/g, MASK],
	[/\b(Bearer(?:\s|%20|\+)+)(?=\S*\d)[\w.~+/-]{4,}=*/gi, `$1${MASK}`],
];

/**
 * The text with every secret replaced by `***`: those given, as they are, percent-encoded, as in a
 * form, in JSON or inside base64 (as in a `Basic` header), and whatever looks like an API key, a
 * JWT or a bearer token.
 */
export function masked(text: string, secrets: string[]): string {
	const known = secrets.map((secret) => secret.trim()).filter(isLongEnough);
	const plain = known.flatMap(spellings).sort((a, b) => b.length - a.length);
	const withoutKnown = plain.reduce(
		(rest, secret) => rest.replaceAll(secret, maskedAt),
		withoutBase64(text, known),
	);
	return secretShapes.reduce((rest, [shape, mask]) => rest.replace(shape, mask), withoutKnown);
}

function maskedAt(secret: string, at: number, text: string): string {
	if (secret.length >= SHORTEST_LONG_SECRET) return MASK;
	const before = text.slice(Math.max(0, at - 3), at);
	const isPart = /[\p{L}\p{N}]$/u.test(before) && !/%[\da-f]{2}$/i.test(before);
	return isPart || /^[\p{L}\p{N}]/u.test(text.slice(at + secret.length)) ? secret : MASK;
}

function isLongEnough(secret: string): boolean {
	return secret.length >= SHORTEST_SECRET;
}

/** The ways in which a server repeats what it was sent. */
function spellings(secret: string): string[] {
	const percent = encodeURIComponent(secret);
	const lowerPercent = percent.replace(/%../g, (code) => code.toLowerCase());
	const form = new URLSearchParams({ '': secret }).toString().slice(1);
	const json = JSON.stringify(secret).slice(1, -1);
	return [secret, percent, lowerPercent, form, json, json.replaceAll('/', '\\/')];
}

function withoutBase64(text: string, secrets: string[]): string {
	return text.replace(/[A-Za-z0-9+/]{8,}={0,2}/g, (run) => {
		const content = Buffer.from(run, 'base64').toString();
		return secrets.some((secret) => content.includes(secret)) ? MASK : run;
	});
}
