import { MANAGER } from '../auth/scopes';
import { addCollection } from '../collection-routes';
import { badRequest, notFound } from '../errors';
import { sessionEvent } from '../events/payloads';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Row } from '../state/table';

export function registerMessages(sim: Simulator, routes: Routes): void {
	const user = '/domains/{}/users/{}';
	const shape = `${user}/messagesessions/{}/messages`;
	const sessions = addCollection(sim, routes, {
		table: 'messagesessions',
		shape: `${user}/messagesessions`,
		owners: ['domain', 'user'],
		key: 'messagesession-id',
		views: ['/domains/{}/messagesessions'],
	});
	const messages = addCollection(sim, routes, {
		table: 'messages',
		shape,
		owners: [],
		key: 'id',
	});
	const ofSession = (answer: (call: Call) => Answer) => (call: Call) => {
		sessions.row(call.path.slice(0, 2), call.path[2] ?? '');
		return answer(call);
	};
	routes.on(
		'GET',
		shape,
		ofSession((call) => messages.page(call, messages.rows(call.path))),
	);
	routes.on(
		'GET',
		`${shape}/list`,
		ofSession((call) => messages.list(call, 3, true)),
	);
	routes.on(
		'GET',
		`${shape}/count`,
		ofSession((call) => messages.count(call, 3)),
	);
	routes.on('POST', `${user}/messages`, (call) => send(sim, call, undefined));
	routes.on('POST', shape, (call) => send(sim, call, call.path[2]));
	const find = (call: Call) => sessions.row(call.path.slice(0, 2), call.path[2] ?? '');
	const change = (call: Call, row: Row, changes: Record<string, unknown>): Answer => {
		sim.store.table('messagesessions').update(row, changes);
		sim.bus.publish(
			'messagesession',
			{ domain: call.path[0] ?? '', users: [call.path[1] ?? ''] },
			() => sessionEvent(row.data),
		);
		return ACCEPTED;
	};
	routes.on('PUT', `${user}/messagesessions/{}`, (call) => {
		const { participants, 'session-name': name } = call.body;
		return change(call, find(call), {
			...(participants === undefined
				? {}
				: { 'messagesession-participants': [participants].flat().join(',') }),
			...(name === undefined ? {} : { 'messagesession-name': name }),
		});
	});
	routes.on('PUT', `${user}/messagesessions/{}/leave`, (call) => {
		sessions.remove(find(call), call);
		return ACCEPTED;
	});
}

/** Numbers and users of `destination`, which may be one, a list or a comma list. */
function destinations(value: unknown): string[] {
	return [value]
		.flat()
		.flatMap((one) => String(one ?? '').split(','))
		.map((one) => one.trim())
		.filter((one) => one !== '');
}

function send(sim: Simulator, call: Call, session: string | undefined): Answer {
	const { body } = call;
	const [domain = '', user = ''] = call.path;
	const to = destinations(body.destination);
	if (to.length === 0) throw badRequest('Missing required field: destination');
	const type = String(body.type ?? 'sms');
	const number = type.includes('chat') ? '' : fromNumber(sim, call);
	const message = sim.messages.store({
		domain,
		user,
		direction: 'out',
		type,
		text: String(body.message ?? ''),
		remote: to.join(','),
		number,
		session,
		mimeType: body['mime-type'] === undefined ? undefined : String(body['mime-type']),
		size: body.size === undefined || body.size === null ? undefined : Number(body.size),
		data: body.data === undefined || body.data === null ? undefined : String(body.data),
	});
	if (type.includes('chat')) deliverInside(sim, call, to, message.text);
	const shown = { ...sim.resource('messages').blank, ...message };
	const asked = session === undefined || sim.switches.is('message-send', '200');
	return asked ? ok(shown) : ACCEPTED;
}

/** The number to send from: below a manager only the user's own. @throws ApiError 404 when there is none */
function fromNumber(sim: Simulator, { path, body, principal }: Call): string {
	const [domain = '', user = ''] = path;
	const wanted = body['from-number'];
	const own = [...sim.store.table('smsnumbers').below([domain])].filter(
		(row) => String(row.data.dest).split('@')[0] === user,
	);
	if (wanted === undefined || wanted === '') return own[0]?.id ?? '';
	const number = sim.store.table('smsnumbers').find([domain], String(wanted));
	const isAllowed = principal.rank >= MANAGER || own.some((row) => row === number);
	if (!number || !isAllowed) throw notFound(`SMS number ${String(wanted)} does not exist`);
	return number.id;
}

/** A chat arrives at once at every user of the domain it is meant for. */
function deliverInside(sim: Simulator, call: Call, to: string[], text: unknown): void {
	const [domain = '', user = ''] = call.path;
	for (const name of to) {
		const other = name.split('@')[0] ?? '';
		if (!sim.store.table('users').find([domain], other)) continue;
		sim.messages.store({
			domain,
			user: other,
			direction: 'in',
			type: 'chat',
			text: String(text),
			remote: user,
			number: '',
		});
	}
}
