/** How phone numbers are written in a country; digits only. */
export interface Country {
	/** Calling code. */
	code: string;
	/** Dialed before national numbers; empty where they have nothing before them. */
	trunk: string;
	/** Dialed before the calling code of another country. */
	international: string[];
	/** Shortest and longest number behind trunk prefix or calling code. */
	lengths: [shortest: number, longest: number];
}

const country = (
	code: string,
	trunk: string,
	lengths: Country['lengths'],
	international = ['00'],
): Country => ({ code, trunk, international, lengths });

const northAmerica = country('1', '1', [10, 10], ['011']);

/**
 * The countries that people can choose, by ISO 3166 code. From the numbering plans that the ITU
 * publishes (E.164 national numbering plans); the tests compare them with libphonenumber.
 */
export const countries: Record<string, Country> = {
	AE: country('971', '0', [8, 9]),
	AT: country('43', '0', [7, 13]),
	AU: country('61', '0', [9, 9], ['0011']),
	BE: country('32', '0', [8, 9]),
	BG: country('359', '0', [8, 9]),
	BR: country('55', '0', [10, 11], []),
	CA: northAmerica,
	CH: country('41', '0', [9, 9]),
	CL: country('56', '', [9, 9], []),
	CR: country('506', '', [8, 8]),
	CY: country('357', '', [8, 8]),
	CZ: country('420', '', [9, 9]),
	DE: country('49', '0', [6, 13]),
	DK: country('45', '', [8, 8]),
	DO: northAmerica,
	EE: country('372', '', [7, 8]),
	ES: country('34', '', [9, 9]),
	FI: country('358', '0', [6, 11]),
	FR: country('33', '0', [9, 9]),
	GB: country('44', '0', [9, 10]),
	GR: country('30', '', [10, 10]),
	HK: country('852', '', [8, 8], ['001']),
	HR: country('385', '0', [8, 9]),
	HU: country('36', '06', [8, 9]),
	IE: country('353', '0', [8, 9]),
	IL: country('972', '0', [8, 9]),
	IN: country('91', '0', [10, 10]),
	IS: country('354', '', [7, 7]),
	IT: country('39', '', [8, 11]),
	JM: northAmerica,
	JP: country('81', '0', [9, 10], ['010']),
	LT: country('370', '0', [8, 8]),
	LU: country('352', '', [6, 9]),
	LV: country('371', '', [8, 8]),
	MT: country('356', '', [8, 8]),
	MX: country('52', '', [10, 10]),
	MY: country('60', '0', [8, 10]),
	NL: country('31', '0', [9, 9]),
	NO: country('47', '', [8, 8]),
	NZ: country('64', '0', [8, 10]),
	PA: country('507', '', [7, 8]),
	PE: country('51', '0', [8, 9]),
	PH: country('63', '0', [9, 10]),
	PL: country('48', '', [9, 9]),
	PR: northAmerica,
	PT: country('351', '', [9, 9]),
	RO: country('40', '0', [9, 9]),
	SA: country('966', '0', [9, 9]),
	SE: country('46', '0', [7, 9]),
	SG: country('65', '', [8, 8], ['001']),
	SI: country('386', '0', [8, 8]),
	SK: country('421', '0', [9, 9]),
	TR: country('90', '0', [10, 10]),
	UA: country('380', '0', [9, 9]),
	US: northAmerica,
	ZA: country('27', '0', [9, 9]),
};
