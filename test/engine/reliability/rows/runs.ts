import { json, type Responder } from '../../../support/hostile';
import { create, get, items, record, times, USER, USERS } from '../calls';
import type { Group } from '../row';

const READ = `GET ${USER}`;

/** Answers with the user, but not for one of them. */
const failsFor =
	(user: string): Responder =>
	(request, response) =>
		(request.url.endsWith(`/${user}`)
			? json(404, { code: 404, message: 'User not found' })
			: json(200, record))(request, response);

const each = { ...get, user: '={{ $json.n }}', options: { concurrency: 1 } };
const reads = (...users: number[]) => users.map((user) => `GET ${USERS}/${user}`);

export const runs: Group = {
	title: 'Runs of many items',
	rows: [
		{
			fault: 'Item 2 of 5 fails, and the node is to continue',
			does: 'Gives an item with the error in its place; the others are carried out',
			lost: 'Nothing',
			call: { node: each, input: items(5), onError: 'continueRegularOutput' },
			server: { answers: () => failsFor('2') },
			ends: {
				hint: '1 of 5 items failed; "error" says why, "details" what to do.',
				message: 'Not found: User not found',
				advice:
					'Check that domain, user and other identifiers are spelled as on the server, and that the credential is allowed to see them.',
				items: 4,
				failed: 1,
				requests: reads(0, 1, 2, 3, 4),
			},
		},
		{
			fault: 'Item 2 of 5 fails, and the node is to stop',
			does: 'Begins no other item, and says which were carried out',
			lost: 'The output of the items before it',
			call: { node: each, input: items(5) },
			server: { answers: () => failsFor('2') },
			ends: {
				message: 'Not found: User not found',
				advice:
					'Check that domain, user and other identifiers are spelled as on the server, and that the credential is allowed to see them. Carried out: items 0–1. Not started: items 3–4.',
				requests: reads(0, 1, 2),
			},
		},
		{
			fault: 'A create fails (500) while four others are under way, and the node is to stop',
			does: 'Waits for those under way, begins no other, and says what became of them',
			lost: 'The output of those that were carried out',
			call: { node: { ...create, 'new-user': '={{ $json.n }}' }, input: items(20) },
			server: {
				answers: () => {
					// Nothing is answered before all five are under way.
					const waiting: Array<() => void> = [];
					return async (request, response) => {
						const come = new Promise<void>((go) => waiting.push(go));
						if (waiting.length === 5) for (const go of waiting) go();
						if (waiting.length <= 5) await come;
						const failed = String(request.body).includes('"user":"0"');
						return (failed ? json(500, { message: 'Database error' }) : json(200, record))(
							request,
							response,
						);
					};
				},
			},
			ends: {
				message: 'The server could not carry out the request (500): Database error',
				advice:
					'Try again in a while; if it keeps happening, tell the provider. The server may have carried it out anyway: check there before you send it again. Carried out: items 1–4. Not started: items 5–19.',
				requests: times(5, `POST ${USERS}`),
			},
		},
		{
			fault: 'An expression in Options cannot be evaluated for item 0, and the node is to continue',
			does: 'Fails that item; the others are carried out',
			lost: 'Nothing',
			call: {
				node: {
					...get,
					options: {
						timeout: '={{ $json.n === 0 ? $("Nowhere").item.json : 60 }}',
						concurrency: 1,
					},
				},
				input: items(3),
				onError: 'continueRegularOutput',
			},
			server: { answers: () => json(200, record) },
			ends: {
				hint: '1 of 3 items failed; "error" says why, "details" what to do.',
				message: "Referenced node doesn't exist",
				items: 2,
				failed: 1,
				requests: times(2, READ),
			},
		},
	],
};
