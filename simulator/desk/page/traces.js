import { button, byId, clock, element, idOf, redraw, table } from './dom.js';
import { attempt, send } from './server.js';

export function wireTraces() {
	byId('forget').addEventListener('click', () =>
		attempt(() => send('DELETE', '/requests'), 'The requests are forgotten.'),
	);
}

const code = (text) => element('code', {}, text);

/** The status of an answer; 0 is none. */
const statusText = (status) =>
	element('span', { class: status >= 200 && status < 400 ? 'good' : 'bad' }, status || 'no answer');

const lastPost = (last) =>
	last
		? element(
				'span',
				{},
				`${clock(last.time)} `,
				last.error ? element('span', { class: 'bad' }, last.error) : statusText(last.status),
				' ',
				code(last.events),
			)
		: '';

/** What the server sent to others, and what others asked of it. */
export function showTraces({ subscriptions, requests, mail }) {
	redraw('subscriptions', subscriptions, () => [
		table(
			'Who is told of events',
			['Model', 'Domain', 'Post URL', 'Status', 'Posts', 'Errors', 'Waiting', 'Last post', 'Drop'],
			subscriptions.map((one) => [
				one.model,
				one.domain,
				element('span', { class: 'long' }, one['post-url']),
				one.status,
				one['posts-count'],
				one['error-count'],
				one.waiting,
				lastPost(one.last),
				button(
					idOf('drop', one.id),
					'Drop',
					() =>
						attempt(
							() => send('DELETE', `/subscriptions/${encodeURIComponent(one.id)}`),
							'The subscription is gone.',
						),
					{ 'aria-label': `Drop subscription ${one.model} to ${one['post-url']}` },
				),
			]),
			'Nobody listens. A trigger that is published, or listens for a test event, is shown here.',
		),
	]);
	redraw('requests', requests, () => [
		table(
			'Newest first',
			['Time', 'Request', 'Status', 'Sender', 'Query and body'],
			requests.map(({ time, method, path, query, status, sender, body }) => [
				clock(time),
				`${method} ${path}`,
				statusText(status),
				sender,
				code([query, body].filter(Boolean).join(' ')),
			]),
			'None yet. What n8n asks the PBX is shown here.',
		),
	]);
	redraw('mail', mail, () => [
		table(
			'Newest first',
			['Time', 'To', 'Subject', 'Mail'],
			mail.map(({ time, to, subject, body }) => [
				clock(time),
				to,
				subject,
				code(typeof body === 'string' ? body : JSON.stringify(body)),
			]),
		),
	]);
}
