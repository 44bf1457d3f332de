import { bodyOf, document, build, find, mend, operation, record, text } from './fixtures';

const sends = (properties: object) => ({ post: operation({}, record({ ...properties })) });
const fieldsOf = (paths: Record<string, object>, id: string) =>
	bodyOf(find(mend(paths).spec, id))?.properties;

describe('how values are written', () => {
	it('is told by the format, where the documents only say text', () => {
		const fields = fieldsOf(
			{
				'/toys': sends({
					time_open: text,
					'device-provisioning-last-retrieved-datetime': { ...text, readOnly: true },
					'timeframe-expiry-datetime': text,
					'timeframe-weekly-monday-begin-time-1': text,
					'other-datetime': text,
				}),
			},
			'POST /toys',
		);
		expect(fields).toEqual({
			time_open: { type: 'string', format: 'date-time' },
			'device-provisioning-last-retrieved-datetime': {
				type: 'string',
				format: 'date-time',
				readOnly: true,
			},
			'timeframe-expiry-datetime': { type: 'string', format: 'compact-date' },
			'timeframe-weekly-monday-begin-time-1': { type: 'string', format: 'compact-time' },
			'other-datetime': text,
		});
	});

	it('is ISO with milliseconds for meetings, also where the format stands as a value', () => {
		const fields = fieldsOf(
			{
				'/domains/{domain}/users/{user}/meetings': sends({
					'meeting-schedule-start-datetime': { ...text, format: 'date-time' },
					'other-datetime': { ...text, enum: ['YYYY-MM-DDTHH:MM:SS.ssZ'] },
				}),
			},
			'POST /domains/{domain}/users/{user}/meetings',
		);
		expect(Object.values(fields ?? {})).toEqual([
			{ type: 'string', format: 'iso-date-time' },
			{ type: 'string', format: 'iso-date-time' },
		]);
	});

	it('leaves the word of an open range beside its date', () => {
		const fields = fieldsOf(
			{ '/toys': sends({ 'end-date': { ...text, format: 'date' } }) },
			'POST /toys',
		);
		expect(fields?.['end-date']).toEqual({
			anyOf: [
				{ type: 'string', format: 'date' },
				{ type: 'string', enum: ['never'] },
			],
			default: 'never',
		});
	});

	it('is on or off for switches that are declared as text or a number', () => {
		const fields = fieldsOf(
			{
				'/toys': sends({
					auto_record: text,
					'phoneconfiguration-button-locked': { type: ['integer', 'null'] },
					dynamic: text,
				}),
			},
			'POST /toys',
		);
		expect(fields).toEqual({
			auto_record: { type: 'string', enum: ['yes', 'no'] },
			'phoneconfiguration-button-locked': { type: ['integer', 'null'], enum: [1, 0, null] },
			dynamic: { type: 'string', enum: ['true', 'false'] },
		});
	});

	it('is hours and minutes where documents say time, and any server where the preset is a star', () => {
		const fields = fieldsOf(
			{
				'/toys': sends({
					'start-time': { ...text, format: 'time', default: '00:00' },
					'dial-rule-matching-start-time': { ...text, format: 'time' },
					'match-hostname': { ...text, format: 'hostname', default: '*' },
					'smtp-hostname': { ...text, format: 'hostname' },
				}),
			},
			'POST /toys',
		);
		expect(fields).toEqual({
			'start-time': { type: 'string', format: 'clock-time', default: '00:00' },
			'dial-rule-matching-start-time': {
				anyOf: [
					{ type: 'string', format: 'clock-time' },
					{ type: 'string', enum: ['*'] },
				],
				default: '*',
			},
			'match-hostname': { type: 'string', default: '*' },
			'smtp-hostname': { type: 'string', format: 'hostname' },
		});
	});

	it('is no preset: quotation marks and formats are none', () => {
		const fields = fieldsOf(
			{
				'/toys': sends({
					host: { ...text, default: "''" },
					'call-orig-user': { ...text, default: 'user@domain' },
					scheme: { ...text, default: '[*]' },
				}),
			},
			'POST /toys',
		);
		expect(fields).toEqual({
			host: text,
			'call-orig-user': text,
			scheme: { type: 'string', default: '[*]' },
		});
	});
});

it('reads its own formats again as they are', () => {
	const formats = [
		'iso-date-time',
		'sql-date-time',
		'compact-date',
		'compact-month',
		'unix-time',
		'clock-time',
	];
	const properties = Object.fromEntries(formats.map((format) => [format, { ...text, format }]));
	const { spec } = build([document({ '/toys': sends(properties) })]);
	expect(bodyOf(find(spec, 'POST /toys'))?.properties).toEqual(properties);
});

it('names the record of the path in the body where that is documented, and does not need it there', () => {
	const placed = (name: string, key: string) => ({
		[key]: {
			post: operation({}, record({ [name]: text, name: text }, [name, 'name']), {
				parameters: [{ name, in: 'path', required: true, schema: text }],
			}),
		},
	});
	const bodyAt = (name: string, key: string) =>
		bodyOf(find(mend(placed(name, key)).spec, `POST ${key}`));
	expect(bodyAt('domain', '/domains/{domain}/callqueues')).toEqual(
		record({ domain: text, name: text }, ['name']),
	);
	expect(bodyAt('toy', '/toys/{toy}')).toEqual(record({ name: text }, ['name']));
});
