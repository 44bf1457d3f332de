import type { IDataObject } from 'n8n-workflow';
import { NetSapiens } from '../../../nodes/NetSapiens/NetSapiens.node';
import { loadOptionsContext } from '../../support/contexts';
import { keyFor } from '../../support/credentials';
import { typesOf } from '../../support/facts';
import { expectedOf, parametersOf, usually } from '../../support/filled';
import { formOf } from '../../support/form';
import { offered, type Offered } from '../../support/operations';
import { Recorder, withFile } from '../../support/recorder';
import { sentOf, type Sent } from '../../support/sent';
import { childrenOf, type Fillable } from '../../support/wires';

const node = new NetSapiens();

let recorder: Recorder;
beforeAll(async () => (recorder = await Recorder.start()));
afterAll(async () => await recorder.stop());

/** The names that the list of Fields to Clear has in the editor. */
async function listed(one: Offered): Promise<string[]> {
	const context = loadOptionsContext(
		{ type: node, parameters: parametersOf(one, inView(one)), credential: keyFor('x.example') },
		'parameters.fieldsToClear',
	);
	const options = await node.methods.loadOptions.getClearableFields.call(context);
	return options.map(({ value }) => String(value));
}

const inView = (one: Offered) => usually(formOf(one).filter(({ at }) => at === 'view'));

/** What empties a field, by what the documents say it holds. */
function nothing({ field, schema }: Fillable): IDataObject[string] {
	if (field.empty !== undefined) return field.empty;
	if (field.kind === 'csv') return '';
	const types = typesOf(schema).filter((type) => type !== 'null');
	if (types.includes('array')) return [];
	const isText = types.length === 0 || types.some((type) => type === 'string');
	return isText ? '' : null;
}

/** What is to arrive when one field is cleared and nothing else is done. */
function cleared(one: Offered, name: string): Sent {
	const [first, ...path] = name.split('/');
	const top = formOf(one).find(({ field, at }) => at === 'fields' && field.name === first)!;
	const inside = (found: Fillable, each: string) =>
		childrenOf(found).find(({ field }) => field.name === each)!;
	const target = path.reduce<Fillable>(inside, top);
	const names = [target.field.name, ...(target.field.also ?? [])];
	const values = Object.fromEntries(names.map((each) => [each, nothing(target)]));
	const groups = [first!, ...path].slice(0, -1);
	const whole = groups.reduceRight<object>((inner, group) => ({ [group]: inner }), values);
	const { body, ...sent } = expectedOf(one, inView(one));
	return { ...sent, body: { ...(body as object), ...whole } };
}

const updates = offered.filter(({ operation }) => operation.clears);

describe('each field of the list is cleared alone', () => {
	test.each(updates.map((one) => [one.title, one] as const))('%s', async (_, one) => {
		const names = await listed(one);
		const parameters = {
			...parametersOf(one, inView(one)),
			fieldsToClear: '={{ [$json.name] }}',
			options: { concurrency: 1 },
		};
		const input = names.map((name) => ({ ...withFile, json: { name } }));
		const { requests, error } = await recorder.run(one, parameters, { input });
		expect(error).toBe('');
		expect(requests.map(sentOf)).toEqual(names.map((name) => cleared(one, name)));
	});
});
