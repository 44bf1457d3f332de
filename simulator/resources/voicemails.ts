import { badRequest, notFound } from '../errors';
import { voicemailEvent } from '../events/payloads';
import { ok, type Answer, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Simulator } from '../simulator';
import type { Data, Row } from '../state/table';
import { spokenSeconds } from './audio';

const FOLDERS = ['new', 'save', 'trash'];
const TABLE = 'voicemails';

/** What a caller leaves behind. */
export interface NewVoicemail {
	domain: string;
	user: string;
	from: string;
	name?: string;
	text?: string;
	seconds?: number;
	/** Epoch milliseconds; now when left out. */
	time?: number;
}

/** Puts a voicemail into a mailbox and tells subscribers. @throws ApiError 404 without such a user */
export function leaveVoicemail(sim: Simulator, mail: NewVoicemail, silent = false): Data {
	const { domain, user } = mail;
	if (!sim.store.table('users').find([domain], user)) {
		throw notFound(`User ${user} does not exist in domain ${domain}`);
	}
	const time = mail.time ?? sim.now();
	const text = mail.text ?? 'Hi, please call me back.';
	const seconds = mail.seconds ?? spokenSeconds(text) + 2;
	const filename = `vm-${sim.callId()}.wav`;
	const moved = sim.switches.get('voicemail-moved');
	const row = sim.store.table(TABLE).put([domain, user, moved === 'no' ? 'new' : moved], filename, {
		time,
		seconds,
		from: mail.from,
		name: mail.name ?? 'WIRELESS CALLER',
		text,
	});
	if (!silent) {
		const publish = () =>
			sim.bus.publish('voicemail', { domain, users: [user] }, () =>
				voicemailEvent(sim, row, fileUrl(sim, row)),
			);
		sim.later(sim.switches.number('voicemail-event-delay'), publish);
	}
	return shown(sim, row, 0, sim.url);
}

export function registerVoicemails(sim: Simulator): void {
	const shape = '/domains/{}/users/{}/voicemails/{}';
	sim.on('GET', shape, (call) => {
		const rows = rowsOf(sim, call.path);
		const page = takePage(rows, pageOf(call));
		return ok(page.map((row) => shown(sim, row, rows.indexOf(row), baseOf(call))));
	});
	sim.on('GET', `${shape}/count`, (call) => {
		const rows = rowsOf(sim, call.path);
		const size = rows.reduce((sum, row) => sum + kilobytes(row), 0);
		return ok({ count: rows.length, size: Math.round(size) });
	});
	sim.on('GET', `${shape}/{}`, (call) => single(call));
	sim.on('DELETE', `${shape}/{}`, (call) => {
		const answer = single(call);
		sim.store.table(TABLE).delete(find(sim, call.path));
		return answer;
	});
	sim.on('PATCH', `${shape}/{}/save`, (call) => {
		const row = find(sim, call.path);
		const [domain = '', user = ''] = row.parents;
		sim.store.table(TABLE).delete(row);
		const moved = sim.store.table(TABLE).put([domain, user, 'save'], row.id, row.data);
		return ok([shown(sim, moved, 0, baseOf(call))]);
	});
	sim.on('PATCH', `${shape}/{}/forward`, (call) => forward(call));
}

/** Base of addresses in answers: the address by which the reader reached us, or the proxy before us. */
export const baseOf = ({ request, sim }: Call): string => {
	const scheme = String(request.headers['x-forwarded-proto'] ?? 'http');
	return `${scheme}://${request.headers.host ?? sim.hostname}`;
};

function rowsOf(sim: Simulator, [domain = '', user = '', folder = '']: string[]): Row[] {
	if (!FOLDERS.includes(folder))
		throw badRequest(`Invalid value for path parameter folder: ${folder}`);
	return [...sim.store.table(TABLE).below([domain, user, folder])];
}

function find(sim: Simulator, path: string[]): Row {
	const [domain = '', user = '', folder = '', name = ''] = path;
	const table = sim.store.table(TABLE);
	const row =
		table.find([domain, user, folder], name) ?? table.find([domain, user, folder], `${name}.wav`);
	if (!row) throw notFound();
	return row;
}

function single(call: Call): Answer {
	return ok([shown(call.sim, find(call.sim, call.path), 0, baseOf(call))]);
}

function forward(call: Call): Answer {
	const { sim } = call;
	const row = find(sim, call.path);
	const wanted = String(call.body['voicemail-forward-new-destination'] ?? '');
	const [user = '', host] = wanted.split('@');
	const domain = (host ?? row.parents[0] ?? '').toLowerCase();
	if (!sim.store.table('users').find([domain], user)) {
		throw notFound(`User ${user} does not exist in domain ${domain}`);
	}
	const copy = sim.store.table(TABLE).put([domain, user, 'new'], row.id, { ...row.data });
	sim.bus.publish('voicemail', { domain, users: [user] }, () =>
		voicemailEvent(sim, copy, fileUrl(sim, copy)),
	);
	return ok([shown(sim, row, 0, baseOf(call))]);
}

const kilobytes = (row: Row) => (Number(row.data.seconds) * 16000) / 1024;

function fileUrl(sim: Simulator, row: Row, base = sim.url): string {
	const [domain = '', user = ''] = row.parents;
	return sim.media.signedUrl(base, {
		key: `voicemail/${domain}/${user}/${row.id}`,
		name: row.id,
		seconds: Number(row.data.seconds),
		domain,
		user,
		type: 'vmail',
	});
}

/** A voicemail in the names of the switch `voicemail-names`. */
function shown(sim: Simulator, row: Row, index: number, base: string): Data {
	const { data } = row;
	const url = fileUrl(sim, row, base);
	const time = sim.plainNow(Number(data.time));
	const began = sim.plainNow(Number(data.time) - Number(data.seconds) * 1000);
	const size = kilobytes(row).toFixed(2);
	const caller = {
		FromName: data.name,
		FromUser: data.from,
		FromHost: 'sip.carrier.example',
		NmsAni: data.from,
	};
	const zone = String(
		sim.store.table('users').find([row.parents[0] ?? ''], row.parents[1] ?? '')?.data[
			'time-zone'
		] ?? 'US/Eastern',
	);
	const rest = {
		NmsRecStartTime: began,
		NmsRecDuration: String(data.seconds),
		TimeZone: zone,
		transcription: data.text,
	};
	if (sim.switches.is('voicemail-names', 'old')) {
		return {
			filename: row.id,
			index: row.id.replace(/\.wav$/, ''),
			length: String(data.seconds),
			filesize: `${size} KB`,
			filedate: time,
			remotepath: url,
			...caller,
			RecordTime: time,
			...rest,
		};
	}
	return {
		filename: row.id,
		'ordinal-order': index,
		'file-duration-seconds': Number(data.seconds),
		'file-size-kilobytes': size,
		'created-datetime': time,
		'file-access-url': url,
		'file-script-text': '',
		'file-source': 'recording',
		...caller,
		'recorded-datetime': time,
		...rest,
	};
}
