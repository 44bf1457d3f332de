const MASK = '***';

/** Shorter ones would tear words apart, and are no secrets. */
const SHORTEST_SECRET = 4;

/** Bearers and JWTs, whoever they belong to. */
const SHAPES: Array<[RegExp, string]> = [
	[/\beyJ[\w-]{5,}(?:\.[\w-]+)*/g, MASK],
	[/\b(Bearer\s+)(?=\S*\d)[\w.~+/-]{4,}=*/gi, `$1${MASK}`],
];

/** Names of fields whose values are nobody's business. */
const SECRET_NAME = /secret|password|token|authentication_key/i;

/** The text with every secret replaced by `***`, as it is, percent-encoded, in a form or in JSON. */
export function masked(text: string, secrets: string[]): string {
	const known = secrets.map((secret) => secret.trim()).filter(isLongEnough);
	const spelled = known.flatMap(spellings).sort((a, b) => b.length - a.length);
	const without = spelled.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
	return SHAPES.reduce((rest, [shape, mask]) => rest.replace(shape, mask), without);
}

/** The same for a value: texts in it are masked, and what has the name of a secret is gone. */
export function maskedValue(value: unknown, secrets: string[]): unknown {
	if (value === undefined) return undefined;
	const replacer = (name: string, inner: unknown): unknown => {
		if (SECRET_NAME.test(name) && inner !== null) return MASK;
		return typeof inner === 'string' ? masked(inner, secrets) : inner;
	};
	return JSON.parse(JSON.stringify(value, replacer)) as unknown;
}

function isLongEnough(secret: string): boolean {
	return secret.length >= SHORTEST_SECRET;
}

function spellings(secret: string): string[] {
	const form = new URLSearchParams({ '': secret }).toString().slice(1);
	const json = JSON.stringify(secret).slice(1, -1);
	return [secret, encodeURIComponent(secret), form, json];
}
