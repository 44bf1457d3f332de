import { button, byId, element, idOf, redraw } from './dom.js';
import { attempt, onSubmit, send } from './server.js';

/** The company that calls are placed in. */
const domain = () => byId('domain').value;

/** Lets a call ring and says where. */
export async function placeCall({ from, to, name }) {
	await attempt(
		() => send('POST', '/calls', { from, to, name, domain: domain() }),
		({ callerNumber }) => `A call from ${callerNumber} to ${to} rings.`,
	);
}

export function wireCalls() {
	byId('call-from').value = '12025550111';
	byId('call-name').value = 'JANE ROE';
	onSubmit('call', placeCall);
}

const STATES = { ringing: 'rings', talking: 'talking', held: 'on hold' };

/** What a leg is, in words: a phone, or what took the call in place of one. */
function legText({ user, application, state, outside }) {
	if (application.startsWith('park_')) return `parked in slot ${user}`;
	if (application === 'Call-Queue') return `waits in queue ${user}`;
	if (application === 'VMail') return `mailbox of ${user}`;
	if (application === 'Auto-Attendant') return `menu of attendant ${user}`;
	return `${outside ? '' : 'phone '}${user} ${state === 'ringing' ? 'rings' : 'talks'}`;
}

const stateText = (call) => (call.parked ? 'parked' : (STATES[call.state] ?? call.state));

/** The steps that a call can take now. */
function steps(call) {
	const path = `/calls/${encodeURIComponent(call.id)}`;
	const id = (name) => idOf(name, call.id);
	const act = (step, done, body) => () =>
		attempt(() => send('POST', `${path}/${step}`, body?.() ?? {}), done);
	const field = id('to');
	const to = () => ({ to: byId(field).value });
	const user = () => ({ user: byId(field).value });
	const simple = (step, label, done) => button(id(step), label, act(step, done));
	const ringing = call.legs.filter((leg) => leg.state === 'ringing');
	const many = ringing.length > 1;
	const rings = call.state === 'ringing' && ringing.length > 0;
	const talks = ['talking', 'held'].includes(call.state) && !call.parked;
	const onPhone = call.legs.some((leg) => leg.state === 'talking' && !leg.application);
	const destination = [
		element('label', { for: field }, call.parked ? 'Extension' : 'Destination'),
		element('input', {
			id: field,
			type: 'text',
			list: 'destinations',
			autocomplete: 'off',
			size: 12,
		}),
	];
	const buttons = [
		...(rings
			? ringing.map((leg) =>
					button(
						id(`answer-${leg.user}`),
						many ? `Answer at ${leg.user}` : 'Answer',
						act('answer', `${leg.user} answered.`, () => ({ user: leg.user })),
					),
				)
			: []),
		rings && simple('voicemail', 'To voicemail', 'The mailbox has the call.'),
		rings && simple('reject', 'Reject', 'The call was rejected.'),
		talks && call.state === 'talking' && onPhone && simple('hold', 'Hold', 'The call is on hold.'),
		call.state === 'held' && simple('unhold', 'Resume', 'They talk again.'),
		talks && onPhone && simple('park', 'Park', 'The call is parked.'),
		simple('end', 'Hang up', 'The call is over.'),
	];
	const where = [
		rings && button(id('forward'), 'Forward outside', act('forward', 'The call goes on.', to)),
		!call.parked && button(id('transfer'), 'Transfer', act('transfer', 'Transferred.', to)),
		call.parked && button(id('pick-up'), 'Pick up', act('pick-up', 'Picked up.', user)),
	];
	return [
		element('p', { class: 'buttons' }, ...buttons.filter(Boolean)),
		element('p', { class: 'buttons' }, ...destination, ...where.filter(Boolean)),
	];
}

function card(call) {
	const caller = [call.callerName, call.callerNumber].filter(Boolean).join(' ');
	const now = call.legs.filter((leg) => leg.state !== 'over').map(legText);
	return element(
		'article',
		{ class: `card call ${call.parked ? 'parked' : call.state}`, 'data-call': call.id },
		element('h3', {}, `${caller} → ${call.dialled}`),
		element(
			'p',
			{},
			element('strong', {}, stateText(call)),
			' for ',
			element('span', { class: 'lasts', 'data-since': call.answered ?? call.started }),
			`: ${now.join(', ')}`,
		),
		...steps(call),
	);
}

export function showCalls({ calls }) {
	redraw('calls', calls, () =>
		calls.length > 0
			? [element('div', { class: 'cards' }, ...calls.map(card))]
			: [element('p', { class: 'empty' }, 'Nobody is on the phone.')],
	);
}

/** Minutes and seconds since something began, by the server's clock. */
export function showLengths(now) {
	for (const one of document.querySelectorAll('.lasts')) {
		const seconds = Math.max(0, Math.floor((now - Number(one.dataset.since)) / 1000));
		one.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	}
}
