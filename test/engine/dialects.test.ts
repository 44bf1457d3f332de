import type { IDataObject } from 'n8n-workflow';
import { pickers } from '../../nodes/NetSapiens/generated/pickers';
import { listSearch } from '../../nodes/NetSapiens/methods/listSearch';
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node';
import { dialects } from '../../simulator/dialect/data';
import { Spec } from '../../simulator/spec';
import { loadOptionsContext } from '../support/contexts';
import { control } from '../../simulator/steer/control';
import { apiKeyCredential, jwtCredential } from '../support/credentials';
import { runNode, type Outcome } from '../support/engine';
import { offered, type Offered } from '../support/operations';
import {
	bodyOf,
	isSet,
	pairs,
	pick,
	reach,
	Records,
	unread,
	valuesFor,
	type Existing,
} from '../support/roundTrip';
import { signInValues } from '../support/signIn';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf } from '../simulator/client';
import { OperationRequests } from '../simulator/operation-requests';
import { SEEDED } from '../simulator/operation-values';

const names = Object.keys(dialects);

/** What no dialect of spec/dialects.yaml does, though a server was seen to. */
const oddities = { 'yes-no': 'booleans', unset: 'empty', 'empty-list': 'nothing' };

let simulator: RunningSimulator;
let records: Records;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '200', '--users', '20']);
	const send = clientOf(simulator);
	const spec = Spec.load();
	records = new Records(spec, send, new OperationRequests(spec, send, {}));
	// So that the access log has entries.
	await signInValues(simulator);
});
afterAll(async () => await simulator.stop());

let spoken = '';

/** Lets the server answer in a dialect; its records and its version stay. */
async function speak(dialect: string, switches: Record<string, string> = {}): Promise<void> {
	const wanted = JSON.stringify([dialect, switches]);
	if (wanted === spoken) return;
	spoken = '';
	await control(simulator, 'POST', '/dialect', { dialect });
	if (Object.keys(switches).length > 0) await control(simulator, 'POST', '/switches', switches);
	spoken = wanted;
}

/** What is "mine" takes a credential of somebody; reading a JWT takes one. */
function credentialFor({ operation: { path } }: Offered) {
	if (path === '/jwt') return jwtCredential(simulator);
	return apiKeyCredential(simulator, path.includes('~') ? 'officeManager' : 'superUser');
}

async function run(
	one: Offered,
	path: IDataObject,
	more: object,
	json: IDataObject = {},
): Promise<Outcome> {
	const outcome = await runNode({
		parameters: { ...reach(one, path), ...more },
		credential: credentialFor(one),
		input: [{ json }],
	});
	expect(outcome.error?.message).toBeUndefined();
	return outcome;
}

/** What is left of a value when notation does not count: of numbers, toggles, moments, signed links. */
function plain(value: unknown): unknown {
	if (Array.isArray(value)) return value.length === 1 ? plain(value[0]) : value.map(plain);
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value).filter(([, one]) => isSet(one));
		return Object.fromEntries(entries.map(([name, one]) => [name, plain(one)]));
	}
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	const text = String(value).replace(/&(time|auth)=[^&]*/g, '');
	const moment = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(\+00:00|Z)?$/.exec(text);
	return moment ? `${moment[1]} ${moment[2]}` : text;
}

const fieldsOf = (from: IDataObject, names: string[]) =>
	plain(Object.fromEntries(names.map((name) => [name, from[name]])));

describe('Get, then Update with automatic mapping, keeps every value', () => {
	/** Set by the server itself with every change. */
	const ownTimes = /^(last-modified|call-recording-retrieved)-datetime$/;

	describe.each(pairs.map((pair) => [`${pair.get.title} → ${pair.update.title}`, pair] as const))(
		'%s',
		(_, { get, update }) => {
			let existing: Existing;
			beforeAll(async () => {
				await speak('documented');
				existing = await records.ready({ get, update });
			});

			test.each([
				...names.map((name) => [name, name, {}] as const),
				['with what no dialect does', 'documented', oddities] as const,
			])('%s', async (_title, dialect, switches) => {
				const { path, key } = existing;
				await speak('documented');
				const before = await records.read(get, path, key);
				const wanted = valuesFor(update.operation, before);

				await speak(dialect, switches);
				const { items } = await run(get, path, { output: 'raw', returnAll: true });
				const item = pick(
					items.map(({ json }) => json),
					key,
				);
				const input = records.completed(update, item!);
				const { requests } = await run(update, path, { dataMode: 'autoMapInputData' }, input);
				const body = requests.at(-1)!.body as IDataObject;
				expect(fieldsOf(body, Object.keys(wanted))).toEqual(plain(wanted));

				await speak('documented');
				const after = await records.read(get, path, key);
				const kept = Object.keys(wanted).filter((name) => !ownTimes.test(name));
				expect(fieldsOf(valuesFor(update.operation, after), kept)).toEqual(fieldsOf(wanted, kept));
				const emptied = Object.keys(before).filter(
					(name) => isSet(before[name]) && !isSet(after[name]),
				);
				expect(emptied).toEqual([]);
			});

			test('every field that can be read takes part', () => {
				const wanted = valuesFor(update.operation, existing.record);
				const left = bodyOf(update.operation).filter(({ name }) => !(name in wanted));
				const unexplained = left.filter(({ name }) => !isExplained(update, name));
				expect(unexplained.map(({ name }) => name)).toEqual([]);
			});
		},
	);

	/** Fields of updates for which no record has a value, and why. */
	const neverShown: Array<[updates: RegExp, fields: string[], why: string]> = [
		[/^answerRule/, ['new-position'], 'is where a rule should go, not where it is'],
		[/^conferenceParticipant/, ['call'], 'is what to do with a participant'],
		[/^emergencyEndpoint/, ['location-id'], 'is taken, and shown by no document and no server'],
		[/^phone update/, ['subscriber_name'], 'is in the older document only, under no other name'],
		[
			/^sharedTimeframe updateEntries \(time-ranges\)/,
			['time-range-data'],
			'is shown by cores older than simulated',
		],
		[
			/^(autoAttendant|phoneConfiguration|phoneTemplate|emergencyEndpoint)/,
			[
				...['auto-attendant', 'phoneconfiguration-sidecars', 'phoneconfiguration-extra'],
				'address-formatted-pidflo',
			],
			'is a group of which no document says what is in it, so there is nothing to fill in',
		],
		[
			/^backup restore/,
			['hostname', 'domain', 'type', 'index', 'confirmation-value', 'geo'],
			'is about a restore point, of which the simulator has none until somebody makes one',
		],
	];
	const isExplained = ({ title }: Offered, name: string) =>
		neverShown.some(([updates, fields]) => updates.test(title) && fields.includes(name));

	test.each(neverShown)('but for %s: %j, which %s', (updates, fields) => {
		const bodies = pairs.filter(({ update }) => updates.test(update.title));
		const known = bodies.flatMap(({ update }) => bodyOf(update.operation).map(({ name }) => name));
		expect(known).toEqual(expect.arrayContaining(fields));
	});

	test('but for records that nothing reads', () => {
		expect(unread).toEqual(['video updateHost', 'video updateSubscriptions']);
	});
});

describe('Simplify has its columns', () => {
	const simplifying = offered.filter(({ operation }) => operation.simplify);

	describe.each(simplifying.map((one) => [one.title, one] as const))('%s', (title, one) => {
		let path: IDataObject;
		beforeAll(async () => {
			await speak('documented');
			path = await records.pathOf(one);
		});

		/** The columns that say something in some item. */
		async function filled(): Promise<string[]> {
			const more = title === 'transcription get' && {
				filters: { orig_callid: records.transcribedCall },
			};
			const { items } = await run(one, path, {
				output: 'simplified',
				returnAll: false,
				limit: 50,
				...more,
			});
			return one.operation.simplify!.filter((column) =>
				items.some(({ json }) => isSet(json[column])),
			);
		}

		/** By the switch: a server that leaves yes and no empty until they are set shows less. */
		const documented: Record<string, Promise<string[]>> = {};
		const shownByDocument = async (yesNo: string) => {
			await speak('documented', { 'yes-no': yesNo });
			return await filled();
		};

		test.each(names)('%s', async (dialect) => {
			const yesNo = dialects[dialect]!.switches?.['yes-no'] ?? 'words';
			const wanted = await (documented[yesNo] ??= shownByDocument(yesNo));
			expect(wanted).not.toEqual([]);
			await speak(dialect);
			expect(await filled()).toEqual(expect.arrayContaining(wanted));
		});
	});
});

describe('pickers offer the same', () => {
	/** Identifiers that lists depend on. */
	const chosen: IDataObject = { ...SEEDED, dialplan: SEEDED.domain, voice_language: 'en-US' };

	async function choices(picker: string): Promise<unknown> {
		const context = loadOptionsContext({
			type: new NetSapiens(),
			parameters: {},
			credential: apiKeyCredential(simulator),
		});
		context.getCurrentNodeParameter = (name: string) => chosen[name] as string;
		const { results } = await listSearch[picker]!.call(context);
		return results.map(({ name, value }) => [name, String(value)]);
	}

	test.each(Object.keys(pickers))('%s', async (picker) => {
		await speak('documented');
		const documented = await choices(picker);
		for (const dialect of names) {
			await speak(dialect);
			expect([dialect, await choices(picker)]).toEqual([dialect, documented]);
		}
	});
});
