import { json, redirect, text } from '../../../support/hostile';
import { create, get, record, remove, USER, USERS } from '../calls';
import type { Group } from '../row';

const API = '/ns-api/v2';

export const redirects: Group = {
	title: 'Redirects',
	rows: [
		{
			fault: 'The server sends a read on to another server (301)',
			does: 'Does not follow: the key would go along',
			lost: 'Nothing',
			call: { node: get },
			server: {
				answers: (other) => redirect(`${other}${API}${USER}?token=x`, 301),
				elsewhere: () => json(200, record),
			},
			ends: {
				message:
					'pbx.example.com redirects requests to https://other.example/ns-api/v2/domains/acme.example/users/101',
				advice:
					"Nothing was sent there. If that is your server, put https://other.example into the credential's Server field.",
				requests: [`GET ${USER}`],
			},
		},
		{
			fault: 'The server sends a create on (302), which clients turn into a read',
			does: 'Does not follow: existing records would pass for created ones',
			lost: 'Nothing: it was not carried out',
			call: { node: create },
			server: {
				answers: (other) => redirect(`${other}${API}${USERS}`, 302),
				elsewhere: () => json(200, [record]),
			},
			ends: {
				message:
					'pbx.example.com redirects requests to https://other.example/ns-api/v2/domains/acme.example/users',
				advice:
					"Nothing was sent there. If that is your server, put https://other.example into the credential's Server field.",
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'The server sends a delete on (308)',
			does: 'Does not follow',
			lost: 'Nothing: it was not carried out',
			call: { node: remove },
			server: {
				answers: (other) => redirect(`${other}${API}${USER}`, 308),
				elsewhere: () => json(200, {}),
			},
			ends: {
				message:
					'pbx.example.com redirects requests to https://other.example/ns-api/v2/domains/acme.example/users/101',
				advice:
					"Nothing was sent there. If that is your server, put https://other.example into the credential's Server field.",
				requests: [`DELETE ${USER}`],
			},
		},
		{
			fault: 'The server sends on to its own portal',
			does: 'Does not follow',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => redirect('/portal/login?next=x') },
			ends: {
				message: 'pbx.example.com redirects requests to https://pbx.example.com/portal/login',
				advice:
					"Nothing was sent there. Something other than the API is at this address. Check the credential's Server field: it takes the address of the API server.",
				requests: [`GET ${USER}`],
			},
		},
		{
			fault: 'The server sends on without saying where',
			does: 'Fails at once',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => text(302, '') },
			ends: {
				message: 'pbx.example.com redirects requests to somewhere else',
				advice:
					"Something other than the API is at this address. Check the credential's Server field: it takes the address of the API server.",
				requests: [`GET ${USER}`],
			},
		},
		{
			fault: 'The link to a voicemail leads on to a storage server',
			does: 'Follows, without the credential',
			lost: 'Nothing',
			call: {
				event: {
					event: 'voicemailLeft',
					domain: 'acme.example',
					user: '101',
					raw: { remotepath: '/vm/1.wav', transcription: 'Hi' },
				},
				options: { voicemail: true },
			},
			server: {
				answers: (other) => redirect(`${other}/bucket/1.wav?signature=x`),
				elsewhere: () => (request, response) =>
					text(request.headers.authorization ? 500 : 200, 'RIFF', { 'content-type': 'audio/wav' })(
						request,
						response,
					),
			},
			ends: {
				sees: 'The event with the audio',
				items: [
					{
						event: 'voicemailLeft',
						domain: 'acme.example',
						user: '101',
						raw: { remotepath: '/vm/1.wav', transcription: 'Hi' },
						transcription: 'Hi',
						file: 'RIFF',
						mimeType: 'audio/wav',
						fileName: 'voicemail.wav',
					},
				],
				requests: ['GET /vm/1.wav'],
				elsewhere: 1,
			},
		},
	],
};
