import fc from '../../support/fastCheck';
import { parsePhoneNumber, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';
import { countries } from '../../../nodes/NetSapiens/numbers/countries';
import { e164Digits } from '../../../nodes/NetSapiens/numbers/e164';

/** Numbers behind the country code, of lines that are no mobile phones. */
const landlines: Partial<Record<CountryCode, string[]>> = {
	AT: ['15128888', '732123456'],
	AU: ['298765432'],
	BR: ['1123456789'],
	CA: ['4165550123'],
	DE: ['30123456', '8912345678', '2011234567'],
	ES: ['912345678'],
	FR: ['142345678'],
	GB: ['2079460958', '1134960123', '1619460123'],
	HU: ['11234567'],
	IE: ['14960123'],
	IN: ['1123456789'],
	IT: ['0612345678', '0212345678'],
	JP: ['312345678'],
	MX: ['5512345678'],
	NL: ['201234567'],
	NZ: ['93456789'],
	SE: ['84608123'],
	US: ['2025550123', '2125550100', '8005550199'],
	ZA: ['211234567'],
};

interface Known {
	country: string;
	number: PhoneNumber;
}

/** Valid numbers of all countries, the last three digits by chance. */
const numbers = fc
	.constantFrom(...Object.keys(countries))
	.chain((country) => {
		const iso = country as CountryCode;
		const seeds = [examples[iso], ...(landlines[iso] ?? [])];
		return fc.record({
			country: fc.constant(country),
			seed: fc.constantFrom(...seeds),
			end: fc.integer({ min: 0, max: 999 }),
		});
	})
	.map(({ country, seed, end }): Known => {
		const national = seed.slice(0, -3) + String(end).padStart(3, '0');
		const { code } = countries[country]!;
		return { country, number: parsePhoneNumber(`+${code}${national}`) };
	})
	.filter(({ number }) => number.isValid());

const digitsOf = ({ number }: PhoneNumber): string => number.slice(1);

/** The same number as people write it. */
const written: Record<string, (known: Known) => string> = {
	'as E.164': ({ number }) => number.number,
	'as in the country': ({ number }) => number.formatNational(),
	'as abroad': ({ number }) => number.formatInternational(),
	'for a link': ({ number }) => number.getURI(),
	'with slashes and dots': ({ number }) =>
		number
			.formatInternational()
			.replace(/ (\d+)$/, '/$1')
			.replaceAll(' ', '.'),
	'with the trunk prefix in brackets': ({ number, country }) =>
		countries[country]!.trunk === '0'
			? number.formatInternational().replace(' ', ' (0)')
			: number.number,
	'as dialed from the country to itself': ({ number, country }) => {
		const [prefix] = countries[country]!.international;
		return prefix === undefined ? number.number : prefix + digitsOf(number);
	},
};

test.each(Object.entries(written))('knows a number written %s', (_, write) => {
	fc.assert(
		fc.property(numbers, (known) => {
			const text = write(known);
			expect([text, e164Digits(text, countries[known.country])]).toEqual([
				text,
				digitsOf(known.number),
			]);
		}),
		{ numRuns: 1500 },
	);
});

test('leaves digits with a country code, as a PBX has them, as they are', () => {
	fc.assert(
		fc.property(numbers, ({ country, number }) => {
			expect(e164Digits(digitsOf(number), countries[country])).toBe(digitsOf(number));
		}),
		{ numRuns: 1500 },
	);
});

test('every country has the calling code that libphonenumber knows', () => {
	for (const [country, { code }] of Object.entries(countries)) {
		const known = parsePhoneNumber(examples[country as CountryCode], country as CountryCode);
		expect([country, code]).toEqual([country, known.countryCallingCode]);
	}
});

test.each([
	['', undefined],
	[undefined, undefined],
	[null, undefined],
	['101', undefined],
	['n/a', undefined],
	['[*]', undefined],
	['202-555-0101 ext. 5', undefined],
	['1-800-FLOWERS', undefined],
	['+12345678901234567890', undefined],
	['011', undefined],
	[12025550101, '12025550101'],
	[2025550101, '12025550101'],
	['00442079460958', undefined],
	['011442079460958', '442079460958'],
	[' tel:+44 20 7946 0958', '442079460958'],
])('of %j, in the United States, makes %j', (value, expected) => {
	expect(e164Digits(value, countries.US)).toBe(expected);
});

test('without a country adds nothing', () => {
	expect(e164Digits('+1 (202) 555-0101')).toBe('12025550101');
	expect(e164Digits('(202) 555-0101')).toBe('2025550101');
	expect(e164Digits('020 7946 0958')).toBeUndefined();
});
