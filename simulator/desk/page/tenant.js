import { button, byId, choices, clock, element, idOf, redraw, table } from './dom.js';
import { attempt, onSubmit, send } from './server.js';
import { placeCall } from './calls.js';

/** A caller from outside whose number belongs to nobody. */
const STRANGER = { from: '12025550142', name: 'SAM POE' };

/** So many of what arrived last are shown. */
const ARRIVED = 10;

export function wireTenant() {
	const domain = () => byId('domain').value;
	for (const id of ['voicemail-from', 'text-from']) byId(id).value = STRANGER.from;
	byId('voicemail-text').value = 'Hi, please call me back.';
	byId('text-text').value = 'Are you open today?';
	onSubmit('voicemail', (fields) =>
		attempt(
			() => send('POST', '/voicemails', { ...fields, domain: domain() }),
			`A voicemail for ${fields.user} is in the mailbox.`,
		),
	);
	onSubmit('text', (fields) =>
		attempt(() => send('POST', '/messages', fields), `The text arrived at ${fields.to}.`),
	);
}

export function showTenant(desk) {
	const people = desk.people.map(({ user, name }) => ({ value: user, label: `${user} ${name}` }));
	const queues = desk.queues.map(({ queue, name }) => ({
		value: queue,
		label: `${queue} ${name} (queue)`,
	}));
	const attendants = desk.attendants.map((user) => ({ value: user, label: `${user} (attendant)` }));
	choices('callers', [{ value: STRANGER.from, label: 'Somebody outside' }, ...people]);
	choices('destinations', [...queues, ...attendants, ...people]);
	choices('voicemail-user', people);
	choices(
		'text-to',
		desk.smsNumbers.map((value) => ({ value })),
	);
	showPeople(desk);
	showQueues(desk);
	showArrived(desk);
}

function showPeople({ people, morePeople }) {
	redraw('people', [people, morePeople], () => [
		table(
			'Extensions and what their phones do',
			['Extension', 'Name', 'Phone', 'New voicemails', 'Call'],
			people.map(({ user, name, phone, voicemails }) => [
				user,
				name,
				element('span', { class: `phone ${phone.replaceAll(' ', '-')}` }, phone),
				voicemails,
				button(idOf('ring', user), 'Call', () => placeCall({ ...STRANGER, to: user }), {
					'aria-label': `Call ${user} from outside`,
				}),
			]),
		),
		morePeople > 0 ? element('p', { class: 'hint' }, `And ${morePeople} more.`) : '',
	]);
}

function showQueues({ queues, domain }) {
	const agentOf = (queue, { user, available }) => {
		const status = available ? 'logout' : 'login';
		const act = () =>
			attempt(
				() => send('POST', '/agents', { queue, agent: user, domain, status }),
				`Agent ${user} is ${available ? 'away' : 'available'}.`,
			);
		return button(idOf('agent', queue, user), user, act, {
			'aria-pressed': String(available),
			'aria-label': `Agent ${user} of queue ${queue}`,
			title: available ? 'Available; click to log out' : 'Away; click to log in',
		});
	};
	redraw('queues', queues, () => [
		table(
			'Who waits, and which agents take calls',
			['Queue', 'Waiting', 'Agents', 'Join'],
			queues.map(({ queue, name, waiting, agents }) => [
				`${queue} ${name}`,
				waiting,
				element('span', { class: 'buttons' }, ...agents.map((agent) => agentOf(queue, agent))),
				button(idOf('join', queue), 'Join', () => placeCall({ ...STRANGER, to: queue }), {
					'aria-label': `Join queue ${queue} as a caller`,
				}),
			]),
		),
	]);
}

function showArrived({ voicemails, texts }) {
	const rows = [
		...voicemails.map((one) => ({
			...one,
			what: `Voicemail, ${one.seconds} s`,
			to: `${one.user} (${one.folder})`,
			from: `${one.name} ${one.from}`,
		})),
		...texts.map((one) => ({ ...one, what: one.type === 'sms' ? 'Text' : one.type.toUpperCase() })),
	]
		.sort((a, b) => Date.parse(b.time) - Date.parse(a.time))
		.slice(0, ARRIVED);
	redraw('arrived', rows, () => [
		table(
			'Newest first',
			['Time', 'What', 'From', 'To', 'Text'],
			rows.map(({ time, what, from, to, text }) => [clock(time), what, from, to, text]),
		),
	]);
}
