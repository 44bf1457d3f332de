import { Secret, TOTP } from 'otpauth';
import {
	freshPasscode,
	passcode,
	readAuthenticator,
} from '../../../credentials/signIn/authenticator';

const base32 = (ascii: string) => Secret.fromLatin1(ascii).base32;

/** RFC 6238, appendix B: seconds, then the codes of SHA-1, SHA-256 and SHA-512. */
const vectors: Array<[number, string, string, string]> = [
	[59, '94287082', '46119246', '90693936'],
	[1111111109, '07081804', '68084774', '25091201'],
	[1111111111, '14050471', '67062674', '99943326'],
	[1234567890, '89005924', '91819424', '93441116'],
	[2000000000, '69279037', '90698825', '38618901'],
	[20000000000, '65353130', '77737706', '47863826'],
];

const digits = '1234567890'.repeat(7);

test.each(vectors)('the codes of RFC 6238 at %d s', (seconds, sha1, sha256, sha512) => {
	const code = (algorithm: string, length: number) =>
		passcode(
			readAuthenticator(
				`otpauth://totp/x?secret=${base32(digits.slice(0, length))}&digits=8&algorithm=${algorithm}`,
			),
			seconds * 1000,
		);
	expect([code('SHA1', 20), code('SHA256', 32), code('SHA512', 64)]).toEqual([
		sha1,
		sha256,
		sha512,
	]);
});

test('the codes of another implementation, also those that begin with zeros', () => {
	const secret = new Secret({ size: 20 });
	const authenticator = readAuthenticator(secret.base32);
	const theirs = new TOTP({ secret });
	for (let step = 0; step < 300; step++) {
		const timestamp = step * 30_000;
		expect(passcode(authenticator, timestamp)).toBe(theirs.generate({ timestamp }));
	}
});

test.each([
	'JBSWY3DPEHPK3PXP',
	'jbsw y3dp ehpk 3pxp',
	' JBSW-Y3DP-EHPK-3PXP\n',
	'JBSWY3DPEHPK3PXP======',
	'otpauth://totp/Example:pat%40acme.example?secret=JBSWY3DPEHPK3PXP&issuer=Example',
	' otpauth://totp/x?secret=JBSWY3DPEHPK3PXP\n',
	'OTPAUTH://totp/x?secret=jbswy3dpehpk3pxp&algorithm=SHA1&digits=6&period=30',
	'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA-1',
	'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=HmacSHA1',
])('reads %p', (text) => {
	const expected = new TOTP({ secret: 'JBSWY3DPEHPK3PXP' }).generate({ timestamp: 0 });
	expect(passcode(readAuthenticator(text), 0)).toBe(expected);
});

test('takes a secret of ten letters', () => {
	const theirs = new TOTP({ secret: 'JBSWY3DPEH' }).generate({ timestamp: 0 });
	expect(passcode(readAuthenticator('JBSWY3DPEH'), 0)).toBe(theirs);
});

test('follows the period and the digits of an address', () => {
	const address = 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=60&digits=8';
	const theirs = new TOTP({ secret: 'JBSWY3DPEHPK3PXP', period: 60, digits: 8 });
	const timestamp = 1_700_000_059_000;
	expect(passcode(readAuthenticator(address), timestamp)).toBe(theirs.generate({ timestamp }));
});

test.each([
	['a code', '234567'],
	['a code of eight digits', '23456723'],
	['other characters', 'JBSWY3DPEHPK3PX1'],
	['an equals sign inside', 'JBSWY3DP=EHPK3PXP'],
	['a password', 'correct horse battery staple!'],
	['a counter-based address', 'otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1'],
	['an address without a secret', 'otpauth://totp/x'],
	['an unknown algorithm', 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=MD5'],
	[
		'an algorithm with more to its name',
		'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=SHA2561',
	],
	['an algorithm that ends like one', 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&algorithm=X-SHA1'],
	['a senseless period', 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&period=0'],
	['senseless digits', 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=99'],
	['a broken address', 'otpauth://['],
	['an export of many accounts', 'otpauth-migration://offline?data=x'],
])('refuses %s and says what to paste', (_, text) => {
	const read = () => readAuthenticator(text);
	expect(read).toThrow('The Authenticator Secret cannot be read. Paste the secret');
	expect(read).not.toThrow(text);
});

describe('freshPasscode', () => {
	beforeEach(() => jest.useFakeTimers({ now: 1_700_000_005_000 }));
	afterEach(() => jest.useRealTimers());

	const authenticator = readAuthenticator('GEZDGNBVGY3TQOJQ');
	const at = (timestamp: number) => passcode(authenticator, timestamp);

	test('never gives a code twice: the second call waits for the next one', async () => {
		const first = await freshPasscode(authenticator);
		expect(first).toBe(at(1_700_000_005_000));
		let isThere = false;
		const second = freshPasscode(authenticator).finally(() => (isThere = true));
		const third = freshPasscode(authenticator);
		await jest.advanceTimersByTimeAsync(4_999);
		expect(isThere).toBe(false);
		await jest.advanceTimersByTimeAsync(60_000);
		expect([await second, await third]).toEqual([at(1_700_000_035_000), at(1_700_000_065_000)]);
	});

	test('is not put off by a clock that was set back', async () => {
		const other = readAuthenticator('MFRGGZDFMZTWQ2LK');
		await freshPasscode(other);
		jest.setSystemTime(1_600_000_000_000);
		expect(await freshPasscode(other)).toBe(passcode(other, 1_600_000_000_000));
	});

	test('starts with the code of the present step, the very first included', async () => {
		jest.setSystemTime(0);
		const other = readAuthenticator('NBSWY3DPEB3W64TM');
		expect(await freshPasscode(other)).toBe(passcode(other, 0));
	});
});
