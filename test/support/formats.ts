/** A value of each format in which spec/openapi.json says that a text is written. */
export const written: Record<string, string> = {
	email: 'pat@acme.example',
	'date-time': '2026-01-05T12:00:00Z',
	'iso-date-time': '2026-01-05T12:00:00.000Z',
	'sql-date-time': '2026-01-05 12:00:00',
	date: '2026-01-05',
	'compact-date': '20260105',
	'compact-month': '202601',
	'clock-time': '09:00',
	'compact-time': '0900',
	uri: 'https://hooks.example.com/x',
};
