import { json, text } from '../../../support/hostile';
import { create, get, items, list, record, remove, times, update, USER, USERS } from '../calls';
import type { Group } from '../row';

const READ = `GET ${USER}`;
const blockPage = '<html><title>Attention Required!</title></html>';

export const refusals: Group = {
	title: 'Refusals',
	rows: [
		{
			fault: 'The server refuses values (400), its words by field',
			does: 'Passes its words on',
			lost: 'Nothing: it was not carried out',
			call: { node: create },
			server: {
				answers: () => json(400, { code: 400, message: { email: ['is not an address'] } }),
			},
			ends: {
				message: 'The server refused the values: email: is not an address',
				advice: 'Check the values of the fields; required ones may be empty.',
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'The scope of the credential is too low (403)',
			does: 'Fails at once',
			lost: 'Nothing',
			call: { node: remove },
			server: { answers: () => json(403, { code: 403, message: 'Insufficient scope' }) },
			ends: {
				message: 'The credential is not allowed to do this: Insufficient scope',
				advice:
					'Its scope is too low. Use a credential with a higher scope (Office Manager, Reseller or Super User), or pick "My Own (~)" where the form offers it.',
				requests: [`DELETE ${USER}`],
			},
		},
		{
			fault: 'A firewall blocks this n8n (403 with a web page), 200 items that go on',
			does: 'Sends nothing more in this run; the block would last longer',
			lost: 'Nothing: no item was carried out',
			call: {
				node: { ...get, options: { concurrency: 1 } },
				input: items(200),
				onError: 'continueRegularOutput',
			},
			server: { answers: () => text(403, blockPage, { 'content-type': 'text/html' }) },
			ends: {
				hint: '200 of 200 items failed; "error" says why, "details" what to do.',
				message: 'pbx.example.com blocks this n8n: Attention Required!',
				advice:
					'A firewall answered in place of the API, as it does after too many requests in a short time. Wait a few minutes, lower Options → Concurrency, or ask the provider to allow the address of this n8n.',
				failed: 200,
				requests: [READ],
			},
		},
		{
			fault: 'There is no such user (404)',
			does: 'Fails at once',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => json(404, { code: 404, message: 'User not found' }) },
			ends: {
				message: 'Not found: User not found',
				advice:
					'Check that domain, user and other identifiers are spelled as on the server, and that the credential is allowed to see them.',
				requests: [READ],
			},
		},
		{
			fault: 'The server lacks the operation (404 "No route found")',
			does: 'Fails at once, and names the version that has it',
			lost: 'Nothing',
			call: { node: { resource: 'accessLog', operation: 'getAll', returnAll: true } },
			server: { answers: () => json(404, { code: 404, message: 'No route found' }) },
			ends: {
				message: 'This server does not have the operation: No route found',
				advice:
					'It needs core version 45 or newer: Core Server → Get Version shows which version this server has.',
				requests: ['GET /accesslog'],
			},
		},
		{
			fault: 'It exists already (409)',
			does: 'Fails at once',
			lost: 'Nothing',
			call: { node: create },
			server: { answers: () => json(409, { code: 409, message: 'User already exists' }) },
			ends: {
				message: 'It exists already: User already exists',
				advice:
					"Use Update to change it. To go on with the other items, set On Error to Continue in the node's settings.",
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'The server repeats the key in its message (401)',
			does: 'Masks it',
			lost: 'Nothing',
			call: { node: get },
			server: {
				answers: () => (request, response) =>
					json(401, { message: `Bad login: ${request.headers.authorization}` })(request, response),
			},
			ends: {
				message: 'The server did not accept the credential: Bad login: Bearer ***',
				advice: 'Open the credential and test it: the key may be revoked or the password changed.',
				requests: [READ],
			},
		},
		{
			fault: 'The server asks to slow down (429) and names 2 seconds, once',
			does: 'Waits 2 s and asks again',
			lost: 'Nothing',
			call: { node: create },
			server: {
				answers: () => [
					json(429, { message: 'Too many' }, { 'retry-after': '2' }),
					json(200, record),
				],
			},
			ends: { sees: 'The record', items: [record], requests: times(2, `POST ${USERS}`) },
		},
		{
			fault: 'The server asks to slow down (429), every time, with Retry-After 0',
			does: 'Tries four times, waiting longer each time whatever it says',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => json(429, { message: 'Too many' }, { 'retry-after': '0' }) },
			ends: {
				message: 'The server asks to slow down: Too many',
				advice:
					'Lower Options → Concurrency, or run the workflow less often. Tried 4 times in 3 s.',
				requests: times(4, READ),
			},
		},
		{
			fault: 'The server asks to wait for a day (429), 20 items that go on',
			does: 'Fails at once and says until when; sends nothing more in this run',
			lost: 'Nothing',
			call: {
				node: { ...get, options: { concurrency: 1 } },
				input: items(20),
				onError: 'continueRegularOutput',
			},
			server: {
				answers: () => json(429, { message: 'Quota used up' }, { 'retry-after': '86400' }),
			},
			ends: {
				hint: '20 of 20 items failed; "error" says why, "details" what to do.',
				message: 'The server asks to slow down: Quota used up',
				advice:
					'It asks you to wait 24 h, until 2026-01-06 12:00 UTC. Lower Options → Concurrency, or run the workflow less often.',
				failed: 20,
				requests: [READ],
			},
		},
		{
			fault: 'The server fails (500)',
			does: 'Fails at once: it would again',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => json(500, { message: 'Database error' }) },
			ends: {
				message: 'The server could not carry out the request (500): Database error',
				advice: 'Try again in a while; if it keeps happening, tell the provider.',
				requests: [READ],
			},
		},
		{
			fault: 'The server is overloaded (503) for a read, every time',
			does: 'Tries four times, waiting longer each time',
			lost: 'Nothing',
			call: { node: list },
			server: { answers: () => text(503, '<html><title>Service Unavailable</title></html>') },
			ends: {
				message: 'The server takes no requests just now (503): Service Unavailable',
				advice:
					'Try again in a while; if it keeps happening, tell the provider. Tried 4 times in 3 s.',
				requests: times(4, `GET ${USERS}`),
			},
		},
		{
			fault: 'The server is overloaded (503) for a create',
			does: 'Does not send it again: it may have been carried out',
			lost: 'The answer; the user may be there',
			call: { node: create },
			server: { answers: () => json(503, { message: 'Overloaded' }) },
			ends: {
				message: 'The server takes no requests just now (503): Overloaded',
				advice:
					'Try again in a while; if it keeps happening, tell the provider. The server may have carried it out anyway: check there before you send it again.',
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'A gateway gets no answer from the server (504) for an update, once',
			does: 'Sends it again: twice is as good as once',
			lost: 'Nothing',
			call: { node: update },
			server: { answers: () => [text(504, ''), json(202, { code: 202, message: 'Accepted' })] },
			ends: { sees: '`success: true`', items: 1, requests: times(2, `PUT ${USER}`) },
		},
		{
			fault: 'A gateway fails (502) for a delete, and then there is no such user (404)',
			does: 'Takes it as deleted',
			lost: 'Nothing',
			call: { node: remove },
			server: {
				answers: () => [text(502, ''), json(404, { code: 404, message: 'User not found' })],
			},
			ends: { sees: '`deleted: true`', items: 1, requests: times(2, `DELETE ${USER}`) },
		},
		{
			fault: 'The request is too large (413)',
			does: 'Fails at once',
			lost: 'Nothing',
			call: { node: update },
			server: { answers: () => text(413, '<html><title>413 Payload Too Large</title></html>') },
			ends: {
				message: 'The request is too large: 413 Payload Too Large',
				advice: 'Servers take up to 25 MB in one request. Send a smaller file.',
				requests: [`PUT ${USER}`],
			},
		},
	],
};
