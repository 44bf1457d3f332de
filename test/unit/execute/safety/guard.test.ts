/** What each item's options let through, request by request. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { guardOf } from '../../../../nodes/NetSapiens/execute/safety/guard';
import type { ApiRequest } from '../../../../nodes/NetSapiens/transport/api';

const OURS = 'acme.example';

interface Setting {
	/** As the options stand in the workflow; what the items have if left out. */
	written?: unknown;
	/** As each item has them, with its expressions worked out. */
	items: IDataObject[];
	type?: string;
}

const contextOf = ({ items, written = items[0], type = 'netSapiens' }: Setting) =>
	({
		getNode: () => ({ type, parameters: { options: written } }),
		getNodeParameter: (_name: string, item: number, fallback: unknown) => items[item] ?? fallback,
	}) as unknown as IExecuteFunctions;

const request = (more: Partial<ApiRequest> = {}): ApiRequest => ({
	method: 'GET',
	path: '/domains/{domain}/users/{user}',
	values: { domain: OURS, user: '104' },
	kind: 'any',
	...more,
});

/** What the guard says to a request; empty where it lets it through. */
async function verdict(
	setting: Setting,
	more: Partial<ApiRequest> = {},
	send: (request: ApiRequest) => Promise<unknown> = async () => ({}),
): Promise<string> {
	const guard = guardOf(contextOf(setting));
	return await Promise.resolve(guard?.(request(more), send)).then(
		() => '',
		(error: Error) => error.message,
	);
}

const of = (options: IDataObject): Setting => ({ items: [options] });
const readOnly = of({ safety: 'readOnly' });
const asking = (confirmation?: IDataObject[string]) =>
	of({ safety: 'askBeforeDeleting', confirmation });
const limited = (limitToDomains: IDataObject[string]) => of({ limitToDomains });

test.each<[string, Setting, Partial<ApiRequest>]>([
	['no option', of({}), { method: 'DELETE' }],
	['options about other things', of({ timeout: 5 }), { method: 'DELETE' }],
	['no restriction', of({ safety: 'none' }), { method: 'DELETE' }],
	['reading, when read only', readOnly, {}],
	['changing, when deletions are to be confirmed', asking(), { method: 'PUT' }],
	['a confirmed deletion', asking(' 104 '), { method: 'DELETE' }],
	['one of several confirmed', asking('103, 104\n105'), { method: 'DELETE' }],
	['one of a list confirmed', asking([103, 104]), { method: 'DELETE' }],
	['a name with a comma in it', asking('a, b'), { method: 'DELETE', goes: ['a, b'] }],
	['taking back what the run made', asking(), { method: 'DELETE', goes: [] }],
	['a domain of the limit', limited(OURS), {}],
	['a domain of the limit, however it is written', limited('x.example, ACME.example'), {}],
	['one of a list of domains', limited(['x.example', OURS]), {}],
	['one of several lines', limited(`x.example\n${OURS}`), {}],
])('lets through: %s', async (_title, setting, more) => {
	expect(await verdict(setting, more)).toBe('');
});

test.each<[string, Setting, Partial<ApiRequest>, string]>([
	['changing, when read only', readOnly, { method: 'PUT' }, 'Nothing was changed'],
	['deleting, when read only', readOnly, { method: 'DELETE' }, 'Nothing was changed'],
	['what is not confirmed', asking(), { method: 'DELETE' }, '"104" is not confirmed'],
	['what is empty', asking(' ,, '), { method: 'DELETE' }, '"104" is not confirmed'],
	['another name', asking('105'), { method: 'DELETE' }, '"104" is not confirmed'],
	['more than was confirmed', asking('1'), { method: 'DELETE', goes: ['1', '2'] }, '"2" is not'],
	['another domain', limited('x.example'), {}, 'allows x.example, and this request is about "acme'],
	['no domain', limited(`${OURS},b.example`), { path: '/resellers', values: {} }, 'is not bound'],
	['a limit that is empty', limited(''), {}, 'Limit to Domains is empty'],
	['a limit that is not there', limited(undefined), {}, 'Limit to Domains is empty'],
	['a limit of commas', limited(' , '), {}, 'Limit to Domains is empty'],
	['My Own as limit', limited(`${OURS}, ~`), {}, 'has "~" in it'],
	['a pattern as limit', limited('*.example'), {}, 'has "*.example" in it'],
	['two domains without a comma', limited('a.example acme.example'), {}, 'has "a.example acme'],
	['an address as limit', limited(`101@${OURS}`), {}, 'has "101@acme.example" in it'],
	['a setting that there is not', of({ safety: 'readonly' }), {}, '"Safety" takes one of'],
])('refuses: %s', async (_title, setting, more, words) => {
	expect(await verdict(setting, more)).toContain(words);
});

test('both kinds of limits hold at once', async () => {
	const both = of({ safety: 'readOnly', limitToDomains: OURS });
	expect(await verdict(both)).toBe('');
	expect(await verdict(both, { method: 'POST' })).toContain('Read Only');
	expect(await verdict(both, { values: { domain: 'b', user: '1' } })).toContain('about "b"');
});

test('each item is held to its own options', async () => {
	const written = { safety: '={{ $json.safety }}' };
	const items = [{ safety: 'none' }, { safety: 'readOnly' }];
	const writing = (itemIndex?: number) => verdict({ written, items }, { method: 'PUT', itemIndex });
	expect(await writing(1)).toContain('Read Only');
	expect(await writing(0)).toBe('');
	expect(await writing()).toBe('');
});

test('options that are one expression may restrict something', async () => {
	const items = [{ safety: 'readOnly' }];
	expect(await verdict({ written: '={{ $json.o }}', items }, { method: 'PUT' })).toContain('Read');
});

test('where nothing is restricted, nothing stands before the requests', () => {
	for (const written of [undefined, {}, { timeout: 5 }]) {
		expect(guardOf(contextOf({ items: [{}], written }))).toBeUndefined();
	}
});

describe('the domain of the credential', () => {
	const own = { values: { domain: '~', user: '104' } };
	const answers = (answer: unknown) => jest.fn<Promise<unknown>, [ApiRequest]>(async () => answer);

	test.each<[unknown, string]>([
		[{ domain: ' Acme.Example ' }, ''],
		[[{ domain: OURS }], ''],
		[{ domain: 'b.example' }, 'about "b.example"'],
		[{}, 'is not bound to one of them'],
		[{ domain: null }, 'is not bound to one of them'],
	])('is what the server says: %j', async (answer, words) => {
		const said = await verdict(limited(OURS), own, answers(answer));
		expect(said).toContain(words);
		expect(said === '').toBe(words === '');
	});

	test('is asked for once, for the item that needs it first, and only where one does', async () => {
		const guard = guardOf(
			contextOf({ items: [limited(OURS), limited(OURS)].flatMap((s) => s.items) }),
		);
		const send = answers({ domain: OURS });
		await guard!(request(), send);
		expect(send).not.toHaveBeenCalled();
		for (const itemIndex of [1, 0, 1]) await guard!(request({ ...own, itemIndex }), send);
		expect(send.mock.calls).toEqual([
			[{ method: 'GET', path: '/domains/~', kind: 'record', itemIndex: 1 }],
		]);
	});
});

describe('in a tool', () => {
	const type = 'netSapiensTool';

	test.each<[string, unknown, string]>([
		['safety', { safety: '={{ $json.safety }}' }, 'Options → Safety is an expression'],
		['the limit', { limitToDomains: '=acme.example' }, 'Options → Limit to Domains is an expr'],
		['all options', '={{ $json.options }}', 'is an expression. In a tool'],
	])('%s cannot be left to the model', async (_title, written, words) => {
		const items = [{ safety: 'none', limitToDomains: OURS }];
		expect(await verdict({ written, items, type })).toContain(words);
		expect(await verdict({ written, items })).toBe('');
	});

	test('the model may confirm what is deleted', async () => {
		const items = [{ safety: 'askBeforeDeleting', confirmation: '104' }];
		const written = { safety: 'askBeforeDeleting', confirmation: "={{ $fromAI('c') }}" };
		expect(await verdict({ written, items, type }, { method: 'DELETE' })).toBe('');
	});
});
