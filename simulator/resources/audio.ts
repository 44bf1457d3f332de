import { addCollection } from '../collection-routes';
import { badRequest, notFound } from '../errors';
import { decode } from '../files/base64';
import type { File } from '../files/media';
import { spokenSeconds } from '../files/speech';
import { toneWav } from '../files/wav';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';

const SIZE = 'file-size-kilobytes';

interface Kind {
	table: string;
	shape: string;
	owners: string[];
	type: string;
}

const KINDS: Kind[] = [
	{
		table: 'greetings',
		shape: '/domains/{}/users/{}/greetings',
		owners: ['domain', 'user'],
		type: 'greeting',
	},
	{ table: 'moh', shape: '/domains/{}/moh', owners: ['domain'], type: 'moh' },
	{ table: 'user-moh', shape: '/domains/{}/users/{}/moh', owners: ['domain', 'user'], type: 'moh' },
	{ table: 'msg', shape: '/domains/{}/msg', owners: ['domain'], type: 'msg' },
	{ table: 'user-msg', shape: '/domains/{}/users/{}/msg', owners: ['domain', 'user'], type: 'msg' },
];

/** Greetings, music on hold and hold messages: audio files with an ordinal. */
export function registerAudio(sim: Simulator, routes: Routes): void {
	for (const kind of KINDS) register(sim, routes, kind);
	routes.on('POST', '/domains/{}/users/{}/voices', (call) => speak(String(call.body.script ?? '')));
	routes.on('GET', '/domains/{}/users/{}/voices', (call) => speak(String(call.query.script ?? '')));
	routes.on('GET', '/domains/{}/users/{}/voices/{}', (call) => ok(voices(call.path[2] ?? 'en-US')));
}

function speak(script: string): Answer {
	if (!script) throw badRequest('Missing required field: script');
	return { status: 200, bytes: toneWav(spokenSeconds(script), script.length), type: 'audio/wav' };
}

function voices(language: string): object[] {
	return ['A', 'B', 'C', 'D'].map((letter, i) => ({
		gender: i % 2 ? 'male' : 'female',
		id: `${language}-Wavenet-${letter}`,
		languageCode: language,
		name: `Wavenet ${letter}`,
		type: 'neural',
		subType: 'wavenet',
	}));
}

function register(sim: Simulator, routes: Routes, kind: Kind): void {
	const audio = addCollection(sim, routes, {
		table: kind.table,
		shape: kind.shape,
		owners: [],
		key: 'ordinal-order',
		shown: (record, row) => ({
			...record,
			'ordinal-order': Number(row.id),
			'file-access-url': sim.media.signedUrl(sim.url, fileOf(kind, row)),
		}),
	});
	const owners = (call: Call) => call.path.slice(0, kind.owners.length);
	const find = (call: Call) => audio.row(owners(call), call.path.at(-1) ?? '');
	const write = (call: Call, index: string | undefined): Answer => {
		const table = sim.store.table(kind.table);
		const rows = [...table.below(owners(call))];
		const next = rows.reduce((most, row) => Math.max(most, Number(row.id)), 0) + 1;
		const { data, file } = contentOf(sim, call, kind, index ?? String(next));
		const row = table.put(owners(call), String(data['ordinal-order']), data);
		const { key, domain, user } = fileOf(kind, row);
		if (file) sim.media.keep(key, file, { domain, user });
		else sim.media.drop(key);
		const synchronous = call.body.synchronous === 'yes';
		return synchronous ? ok(audio.show(row)) : ACCEPTED;
	};
	routes.on('GET', kind.shape, (call) => audio.page(call, inOrder(audio.rows(owners(call)))));
	routes.on('GET', `${kind.shape}/count`, (call) => {
		const sizes = [...audio.rows(owners(call))].map((row) => Number(row.data[SIZE]));
		return ok({ count: sizes.length, size: Math.round(sizes.reduce((sum, one) => sum + one, 0)) });
	});
	routes.on('GET', `${kind.shape}/{}`, (call) => ok(audio.show(find(call))));
	routes.on('POST', kind.shape, (call) => write(call, indexOf(call.body.index)));
	routes.on('PUT', `${kind.shape}/{}`, (call) => write(call, find(call).id));
	routes.on('DELETE', `${kind.shape}/{}`, (call) => {
		const row = sim.store.table(kind.table).find(owners(call), call.path.at(-1) ?? '');
		if (row) {
			sim.store.table(kind.table).delete(row);
			sim.media.drop(fileOf(kind, row).key);
		}
		// Real servers say 404 although the file is gone.
		if (!row || sim.switches.is('media-delete', '404'))
			throw notFound('not found index for removal');
		return ACCEPTED;
	});
}

/** The ordinal that a body asks for. @throws ApiError 400 when it is none */
function indexOf(value: unknown): string | undefined {
	if (value === undefined || value === '') return undefined;
	const index = Number(value);
	if (!Number.isInteger(index) || index < 0) throw badRequest('Invalid value for field index');
	return String(index);
}

const inOrder = (rows: Iterable<Row>) => [...rows].sort((a, b) => Number(a.id) - Number(b.id));

function fileOf(kind: Kind, row: Row) {
	const [domain = '', user = ''] = row.parents;
	const name = String(row.data.filename);
	return {
		key: `${kind.table}/${row.parents.join('/')}/${row.id}`,
		name,
		seconds: Number(row.data['file-duration-seconds'] ?? 1),
		domain,
		user,
		type: kind.type,
	};
}

/** A new record and its file: from the upload, from base64 or by the voice of the server. @throws ApiError 400 */
function contentOf(
	sim: Simulator,
	call: Call,
	kind: Kind,
	id: string,
): { data: Data; file?: File } {
	const { body } = call;
	const script = String(body.script ?? '');
	const file = fileIn(call);
	if (!file && !script) throw badRequest('Missing file information.');
	const { bytes } = file ?? {};
	const seconds = bytes ? Math.max(1, Math.round(bytes.length / 16000)) : spokenSeconds(script);
	const data = {
		'ordinal-order': id,
		filename: `${kind.type}-${id}.wav`,
		'file-duration-seconds': seconds,
		[SIZE]: ((bytes?.length ?? seconds * 16000) / 1024).toFixed(2),
		'created-datetime': sim.plainNow(),
		'file-script-text': script,
		'file-source': file ? 'upload' : 'tts',
		...(body.voice_id ? { 'text-to-speech-voice-id': body.voice_id } : {}),
		...(body.voice_language ? { 'text-to-speech-language': body.voice_language } : {}),
	};
	return { data, file };
}

function fileIn({ body, files }: Call): File | undefined {
	const upload = files.find((file) => file.field.toLowerCase() === 'file') ?? files[0];
	if (upload) return { bytes: upload.bytes, type: upload.type };
	if (body.base64_file === undefined) return undefined;
	return { bytes: decode(String(body.base64_file)), type: String(body.encoding ?? 'audio/wav') };
}
