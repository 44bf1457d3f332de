import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { json, text, type Responder } from '../../../support/hostile';
import { trace, upload, USER } from '../calls';
import type { Call, Group } from '../row';

const file = (data: string, mimeType = 'audio/wav'): INodeExecutionData[] => [
	{
		json: {},
		binary: { data: { data: Buffer.from(data).toString('base64'), mimeType, fileName: 'a.wav' } },
	},
];

const UPLOAD = `POST ${USER}/greetings`;
const TRACE = 'GET /sipflow';

/** A voicemail whose audio is at the address. */
const voicemail = (remotepath: string): Call => ({
	event: {
		event: 'voicemailLeft',
		domain: 'acme.example',
		user: '101',
		raw: { remotepath, transcription: 'Hi' } as IDataObject,
	},
	options: { voicemail: true },
});

const sound = text(200, 'RIFF', { 'content-type': 'audio/wav' });
const guarded: Responder = (request, response) =>
	(request.headers.authorization ? sound : json(401, { message: 'Sign in' }))(request, response);

export const files: Group = {
	title: 'Files',
	rows: [
		{
			fault: 'The item has no such file',
			does: 'Fails before anything is sent',
			lost: 'Nothing',
			call: { node: upload },
			ends: {
				message:
					'The item has no binary field "data"; it has none. Check the name of the field, or the step that it comes from.',
				requests: [],
			},
		},
		{
			fault: 'The file is empty',
			does: 'Fails before anything is sent',
			lost: 'Nothing',
			call: { node: upload, input: file('') },
			ends: {
				message:
					'The file in the binary field "data" is empty (0 bytes). Check the step that it comes from.',
				requests: [],
			},
		},
		{
			fault: 'A MIME type with a line break in it, which would add headers',
			does: 'Fails before anything is sent',
			lost: 'Nothing',
			call: { node: upload, input: file('RIFF', 'audio/wav\r\nX-Extra: 1') },
			ends: {
				message:
					'The file in the binary field "data" has a MIME type that is none: "audio/wav\\r\\nX-Extra: 1". It takes one such as audio/wav.',
				requests: [],
			},
		},
		{
			fault: 'A web page instead of a download',
			does: 'Takes it as failed: no file is made of it',
			lost: 'Nothing',
			call: { node: trace },
			server: {
				answers: () => text(200, '<html><title>Portal</title>', { 'content-type': 'text/html' }),
			},
			ends: {
				message: 'pbx.example.com answered with a web page instead of data: Portal',
				advice:
					"Something other than the API is at this address. Check the credential's Server field: it takes the address of the API server.",
				requests: [TRACE],
			},
		},
		{
			fault: 'An error in JSON instead of a download, as 200',
			does: 'Takes it as refused, with the words of the server',
			lost: 'Nothing',
			call: { node: trace },
			server: { answers: () => json(200, { code: 404, message: 'No such trace' }) },
			ends: {
				message: 'Not found: No such trace',
				advice:
					'Check that domain, user and other identifiers are spelled as on the server, and that the credential is allowed to see them.',
				requests: [TRACE],
			},
		},
		{
			fault: 'A download of no bytes',
			does: 'Takes it as failed',
			lost: 'Nothing',
			call: { node: trace },
			server: { answers: () => text(200, '', { 'content-type': 'text/csv' }) },
			ends: {
				message: 'pbx.example.com sent an empty answer (status 200)',
				advice: 'There may be no such record. Try again; if it keeps happening, tell the provider.',
				requests: [TRACE],
			},
		},
		{
			fault: 'An upload is answered with a broken connection',
			does: 'Does not send it again: the greeting may be there',
			lost: 'The answer',
			call: { node: upload, input: file('RIFF') },
			server: {
				answers: () => (request, response) => {
					request.endedBy = 'server';
					response.socket?.destroy();
				},
			},
			ends: {
				message:
					'pbx.example.com closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.',
				advice:
					'Node.js reports ECONNRESET. The server may have carried it out anyway: check there before you send it again.',
				requests: [UPLOAD],
			},
		},
		{
			fault: 'The link to a voicemail is guarded by the server itself',
			does: 'Asks again with the credential',
			lost: 'Nothing',
			call: voicemail('/vm/1.wav'),
			server: { answers: () => guarded },
			ends: {
				sees: 'The event with the audio',
				items: 1,
				requests: ['GET /vm/1.wav', 'GET /vm/1.wav'],
			},
		},
		{
			fault: 'A web page behind the link to a voicemail',
			does: 'Attaches nothing; the event goes on, with a note',
			lost: 'The audio',
			call: voicemail('/vm/1.wav'),
			server: {
				answers: () => text(200, '<html><title>Login</title>', { 'content-type': 'audio/wav' }),
			},
			ends: {
				sees: 'The event without audio',
				items: [
					{
						event: 'voicemailLeft',
						domain: 'acme.example',
						user: '101',
						raw: { remotepath: '/vm/1.wav', transcription: 'Hi' },
						transcription: 'Hi',
						note: 'pbx.example.com answered with a web page instead of data: Login',
					},
				],
				requests: ['GET /vm/1.wav'],
			},
		},
		{
			fault: 'A link to a voicemail that is no web address',
			does: 'Asks for nothing; the event goes on, with a note',
			lost: 'The audio',
			call: voicemail('file:///var/spool/1.wav'),
			ends: {
				sees: 'The event without audio',
				items: [
					{
						event: 'voicemailLeft',
						domain: 'acme.example',
						user: '101',
						raw: { remotepath: 'file:///var/spool/1.wav', transcription: 'Hi' },
						transcription: 'Hi',
						note: 'The server gave an address for the file that is no web address.',
					},
				],
				requests: [],
			},
		},
	],
};
