import { json, text } from '../../../support/hostile';
import { count, create, get, list, remove, update, USER, USERS } from '../calls';
import type { Group } from '../row';

const READ = `GET ${USER}`;
const page = '<html><title>Sign in | Portal</title></html>';

export const answers: Group = {
	title: 'Answers that say success and are none',
	rows: [
		{
			fault: 'A create is answered with text (200)',
			does: 'Takes it as failed',
			lost: 'The answer; the user may be there',
			call: { node: create },
			server: { answers: () => text(200, 'Internal error') },
			ends: {
				message:
					'pbx.example.com answered with something that is not data, or is incomplete: Internal error',
				advice:
					'Try again; if it keeps happening, tell the provider. The server may have carried it out anyway: check there before you send it again.',
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'A create is answered with nothing (200)',
			does: 'Takes it as failed',
			lost: 'The answer; the user may be there',
			call: { node: create },
			server: { answers: () => text(200, '') },
			ends: {
				message: 'pbx.example.com sent an empty answer (status 200)',
				advice: 'The server may have carried it out anyway: check there before you send it again.',
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'An update is answered with an error inside of a 200',
			does: 'Takes it as refused, with the words of the server',
			lost: 'Nothing: it was not carried out',
			call: { node: update },
			server: { answers: () => json(200, { error: 'User is locked' }) },
			ends: {
				message: 'The server refused the request: User is locked',
				advice:
					'Check the values of the fields; required ones may be empty. The server may have carried it out anyway: check there before you send it again.',
				requests: [`PUT ${USER}`],
			},
		},
		{
			fault: 'A delete is answered with a refusal in an array, as 200',
			does: 'Takes it as refused, with the words of the server',
			lost: 'Nothing: it was not carried out',
			call: { node: remove },
			server: { answers: () => json(200, [{ code: 403, message: 'Forbidden' }]) },
			ends: {
				message: 'The server does not allow this: Forbidden',
				advice:
					'The credential may be read-only, limited to other kinds of records or to other addresses, or the domain may belong to somebody else.',
				requests: [`DELETE ${USER}`],
			},
		},
		{
			fault: 'An update is answered with nothing (202)',
			does: 'Takes it as done: that is how the API accepts writes',
			lost: 'Nothing',
			call: { node: update },
			server: { answers: () => text(202, '') },
			ends: { sees: '`success: true`', items: 1, requests: [`PUT ${USER}`] },
		},
		{
			fault: 'A record comes as half a JSON text',
			does: 'Takes it as failed',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => text(200, '{"user": "101", "doma') },
			ends: {
				message: 'pbx.example.com answered with something that is not data, or is incomplete',
				advice: 'Try again; if it keeps happening, tell the provider.',
				requests: [READ],
			},
		},
		{
			fault: 'A web page instead of a record',
			does: 'Takes it as failed',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => text(200, page, { 'content-type': 'text/html' }) },
			ends: {
				message: 'pbx.example.com answered with a web page instead of data: Sign in | Portal',
				advice:
					"Something other than the API is at this address. Check the credential's Server field: it takes the address of the API server.",
				requests: [READ],
			},
		},
		{
			fault: 'An empty array instead of a record',
			does: 'Takes it as no record',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => json(200, []) },
			ends: { sees: 'No item', requests: [READ] },
		},
		{
			fault: 'A list is answered with nothing (204)',
			does: 'Takes it as a list without records',
			lost: 'Nothing',
			call: { node: list },
			server: { answers: () => text(204, '') },
			ends: { hint: 'No records were found.', sees: 'No items', requests: [`GET ${USERS}`] },
		},
		{
			fault: 'A list is answered with a refusal inside of a 200',
			does: 'Takes it as refused',
			lost: 'Nothing',
			call: { node: list },
			server: { answers: () => json(200, { code: 401, message: 'Invalid Scope' }) },
			ends: {
				message: 'The credential is not allowed to do this: Invalid Scope',
				advice:
					'Its scope is too low. Use a credential with a higher scope (Office Manager, Reseller or Super User), or pick "My Own (~)" where the form offers it.',
				requests: [`GET ${USERS}`],
			},
		},
		{
			fault: 'A count is answered with words',
			does: 'Takes it as failed',
			lost: 'Nothing',
			call: { node: count },
			server: { answers: () => json(200, { total: 'many' }) },
			ends: {
				message: 'pbx.example.com answered with something other than what was asked for',
				advice: 'Try again; if it keeps happening, tell the provider.',
				requests: [`GET ${USER}/devices/count`],
			},
		},
		{
			fault: 'An ID comes as a number of 19 digits',
			does: 'Gives it as text, with all its digits',
			lost: 'Nothing',
			call: { node: get },
			server: {
				answers: () =>
					text(200, '{"user":"101","id":1234567890123456789}', {
						'content-type': 'application/json',
					}),
			},
			ends: {
				sees: 'The record, the ID as text',
				items: [{ user: '101', id: '1234567890123456789' }],
				requests: [READ],
			},
		},
	],
};
