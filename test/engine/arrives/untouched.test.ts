import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { madeUpLeftOut } from '../../support/arrival';
import { presetsOf, SWITCHES } from '../../support/entered';
import { expectedOf, fewest, parametersOf } from '../../support/filled';
import { formOf, type Asked } from '../../support/form';
import { offered, type Offered } from '../../support/operations';
import { Recorder } from '../../support/recorder';
import { sentOf } from '../../support/sent';

let recorder: Recorder;
beforeAll(async () => (recorder = await Recorder.start()));
afterAll(async () => await recorder.stop());

/** What arrives besides what has to for fields that were added and left as they are, by name. */
async function untouched(one: Offered, added: Asked[]): Promise<IDataObject> {
	const needed = new Map([...fewest(one)].filter(([{ at }]) => at === 'view'));
	const presets = (some: Asked[]) => presetsOf(some.map(({ property }) => property));
	const inCollection = (name: Asked['at']) =>
		presets(added.filter(({ at, field }) => at === name && !field.inView));
	const parameters = {
		...parametersOf(one, needed),
		...presets(added.filter(({ field }) => field.inView)),
		fields: inCollection('fields'),
		filters: inCollection('filters'),
	};
	const { requests } = await recorder.run(one, parameters);
	const [request] = requests;
	if (!request) return {};
	const { query, body = {} } = madeUpLeftOut(one, needed, sentOf(request));
	const expected = expectedOf(one, needed);
	const anyway = { ...Object.fromEntries(expected.query), ...(expected.body ?? {}) };
	const all = { ...Object.fromEntries(query), ...(body as IDataObject) };
	const more = Object.entries(all).filter(
		([name, value]) => !isDeepStrictEqual(value, anyway[name as never]),
	);
	return Object.fromEntries(more);
}

/** Presets that no document has, and why people are better off with them. */
const chosen: Record<string, { value: string; reason: string }> = {
	application: { value: 'user', reason: 'text messages to a user are the ordinary case' },
	'challenge-type': { value: 'http-01', reason: 'the ordinary way to prove a host is yours' },
	convert: { value: 'yes', reason: 'phones play what was converted' },
	domain: { value: '*', reason: 'the picture or template of everybody' },
	encoding: { value: 'audio/wav', reason: 'what every phone system plays' },
	model: { value: 'call', reason: 'the ordinary event' },
	reseller: { value: '*', reason: 'the picture or template of everybody' },
	server: { value: '*', reason: 'the picture or template of everybody' },
};

const isOff = (value: unknown): boolean => ['no', 'false', '0'].includes(String(value));

/** Whether what a field sends without being touched is what it showed, and does no harm. */
function isMeant({ field, schema }: Asked, sent: unknown): boolean {
	if (sent === undefined || field.kind === 'file') return true;
	if (String(sent) === String(schema.default) || chosen[field.name]?.value === sent) return true;
	return SWITCHES.includes(field.kind) && isOff(sent);
}

describe('a field that was added and left as it is sends nothing that was not meant', () => {
	const withMore = offered.filter(({ operation }) => operation.fields ?? operation.filters);

	test.each(withMore.map((one) => [one.title, one] as const))('%s', async (_, one) => {
		const form = formOf(one).filter(({ at }) => at !== 'view');
		const sent = await untouched(one, form);
		const harm = Object.entries(sent).filter(([name, value]) => {
			const asked = form.find(({ field }) => [field.name, ...(field.also ?? [])].includes(name));
			// What comes with a file, its type for example, is no field.
			const comesAlong = Object.values(one.operation.media ?? {}).includes(name);
			return asked ? !isMeant(asked, value) : !comesAlong;
		});
		expect(harm).toEqual([]);
	});
});
