import { createHash, createHmac } from 'node:crypto';
import { sleep, UserError } from 'n8n-workflow';

/** What makes the codes of an authenticator app (TOTP, RFC 6238). */
export interface Authenticator {
	secret: Buffer;
	/** Seconds for which a code holds. */
	period: number;
	digits: number;
	algorithm: string;
}

const usual = { period: 30, digits: 6, algorithm: 'sha1' };

/**
 * Reads what people paste: the secret as base32, in groups or not, or an otpauth:// address.
 *
 * @throws UserError when it is neither
 */
export function readAuthenticator(text: string): Authenticator {
	const isAddress = /^\s*otpauth:/i.test(text);
	const authenticator = isAddress ? fromAddress(text.trim()) : fromBase32(text, usual);
	if (authenticator) return authenticator;
	throw new UserError(
		'The Authenticator Secret cannot be read. Paste the secret that is shown beside the QR code when an authenticator app is set up (letters and the digits 2 to 7), or its otpauth:// address; a six-digit code is not enough.',
	);
}

/** The code at a time in epoch milliseconds. */
export function passcode(authenticator: Authenticator, now: number): string {
	const { secret, digits, algorithm } = authenticator;
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(stepAt(authenticator, now)));
	const hash = createHmac(algorithm, secret).update(counter).digest();
	const offset = (hash[hash.length - 1] ?? 0) & 0xf;
	const number = hash.readUInt32BE(offset) & 0x7fffffff;
	return String(number % 10 ** digits).padStart(digits, '0');
}

/** The last step whose code was handed out, by a hash of the secret. */
const used = new Map<string, number>();

/** How many steps ahead codes may be promised; a clock that was set back breaks no promise. */
const MOST_STEPS_AHEAD = 10;

/**
 * A code that this process has not handed out yet, as servers refuse one that was used. Waits for
 * the next one if need be.
 */
export async function freshPasscode(authenticator: Authenticator): Promise<string> {
	const key = createHash('sha256').update(authenticator.secret).digest('hex');
	const now = stepAt(authenticator, Date.now());
	const last = used.get(key) ?? -1;
	const step = last >= now && last < now + MOST_STEPS_AHEAD ? last + 1 : now;
	used.set(key, step);
	const begin = step * authenticator.period * 1000;
	if (step > now) await sleep(begin - Date.now());
	return passcode(authenticator, begin);
}

function stepAt({ period }: Authenticator, now: number): number {
	return Math.floor(now / 1000 / period);
}

function fromAddress(address: string): Authenticator | undefined {
	if (!URL.canParse(address)) return undefined;
	const { host, searchParams } = new URL(address);
	const period = Number(searchParams.get('period') ?? usual.period);
	const digits = Number(searchParams.get('digits') ?? usual.digits);
	const named = searchParams.get('algorithm') ?? usual.algorithm;
	const algorithm = named.toLowerCase().replace(/^hmac|-/g, '');
	const known = host.toLowerCase() === 'totp' && /^sha(1|256|512)$/.test(algorithm);
	const sane = [15, 30, 60, 90, 120].includes(period) && [6, 7, 8].includes(digits);
	if (!known || !sane) return undefined;
	return fromBase32(searchParams.get('secret') ?? '', { period, digits, algorithm });
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Shorter secrets do not occur; six or eight digits are a code. */
const SHORTEST_BASE32 = 10;

function fromBase32(text: string, kind: Omit<Authenticator, 'secret'>): Authenticator | undefined {
	const letters = text.toUpperCase().replace(/[\s-]|=+$/g, '');
	if (letters.length < SHORTEST_BASE32 || !/^[A-Z2-7]*$/.test(letters)) return undefined;
	const bits = [...letters].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'));
	const bytes = bits.join('').match(/.{8}/g) ?? [];
	return { ...kind, secret: Buffer.from(bytes.map((byte) => parseInt(byte, 2))) };
}
