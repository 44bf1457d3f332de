/** Names of passwords, codes, tokens and keys, whatever comes before in the name. */
const NAME = /(^|[-_])(pass|password|passcode|secret|pin|key|token|idtoken|refresh)$|authkey$/i;

/** Names that only look like one. */
const HARMLESS = new Set(['language-token']);

/** API keys and JWTs, wherever they stand. */
const BEARER = /ns[srdu]_[A-Za-z0-9]{56}|eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/** What stands in place of a secret. */
const HIDDEN = '***';

const isSecret = (name: string) => NAME.test(name) && !HARMLESS.has(name);

/** A text without the keys in it. */
export const withoutBearers = (text: string): string => text.replace(BEARER, HIDDEN);

/** A value without the secrets in it. */
export const withoutSecrets = (value: unknown): unknown =>
	value === undefined
		? undefined
		: (JSON.parse(JSON.stringify(value), (name, inner: unknown) => {
				if (isSecret(name) && inner !== null && inner !== '') return HIDDEN;
				return typeof inner === 'string' ? withoutBearers(inner) : inner;
			}) as unknown);

/** The same for a text that is no value: pairs as in JSON, forms and headers. */
export const textWithoutSecrets = (text: string): string =>
	withoutBearers(
		text.replace(
			/([\w-]+)("?\s*[:=]\s*)("(?:[^"\\]|\\.)*"?|[^&,;\s}]+)/g,
			(pair, name: string, between: string) => (isSecret(name) ? name + between + HIDDEN : pair),
		),
	);
