import { drip, halfBody, hang, json, reset, text } from '../../../support/hostile';
import { create, get, record, remove, times, update, USER, USERS } from '../calls';
import type { Group } from '../row';

const whole = JSON.stringify(record);

export const network: Group = {
	title: 'Network',
	rows: [
		{
			fault: 'Nothing listens at the address of the server',
			does: 'Fails at once',
			lost: 'Nothing: the request was not sent',
			call: { node: get },
			server: { address: () => 'http://127.0.0.1:1' },
			ends: {
				message:
					"127.0.0.1:1 refuses the connection. Check host and port in the credential's Server field, and that the server is running.",
				advice: 'Node.js reports ECONNREFUSED.',
				requests: [],
			},
		},
		{
			fault: 'There is no server of that name',
			does: 'Fails at once',
			lost: 'Nothing: the request was not sent',
			call: { node: get },
			server: { address: () => 'https://pbx.example.org', lookUp: 'ENOTFOUND' },
			ends: {
				message:
					"No server named pbx.example.org was found. Check the spelling in the credential's Server field.",
				advice: 'Node.js reports ENOTFOUND.',
				requests: [],
			},
		},
		{
			fault: 'The name of the server cannot be looked up for now',
			does: 'Tries four times, waiting longer each time, also for a create: nothing was sent',
			lost: 'Nothing: the request was not sent',
			call: { node: create },
			server: { address: () => 'https://pbx.example.org', lookUp: 'EAI_AGAIN' },
			ends: {
				message:
					'The name pbx.example.org could not be looked up just now. Try again; if it keeps happening, check the DNS settings of the machine that runs n8n.',
				advice: 'Node.js reports EAI_AGAIN. Tried 4 times in 3 s.',
				requests: [],
			},
		},
		{
			fault: 'The SSRF protection of n8n does not let requests to the server through',
			does: 'Fails at once',
			lost: 'Nothing: the request was not sent',
			call: { node: get },
			protectedN8n: true,
			ends: {
				message:
					"This n8n does not allow requests to pbx.example.com (SSRF protection). Ask its administrator to allow the host, or correct the credential's Server field.",
				requests: [],
			},
		},
		{
			fault: 'The server breaks the connection before it answers a read, once',
			does: 'Asks again after about half a second',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => [reset(), json(200, record)] },
			ends: { sees: 'The record', items: [record], requests: times(2, `GET ${USER}`) },
		},
		{
			fault: 'The server breaks the connection before it answers a read, every time',
			does: 'Tries four times, waiting longer each time',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: reset },
			ends: {
				message:
					'pbx.example.com closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.',
				advice: 'Node.js reports ECONNRESET. Tried 4 times in 3 s.',
				requests: times(4, `GET ${USER}`),
			},
		},
		{
			fault: 'The server breaks the connection before it answers a create',
			does: 'Does not send it again: it may have been carried out',
			lost: 'The answer; the user may be there',
			call: { node: create },
			server: { answers: reset },
			ends: {
				message:
					'pbx.example.com closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.',
				advice:
					'Node.js reports ECONNRESET. The server may have carried it out anyway: check there before you send it again.',
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'The server breaks the connection before it answers an update, once',
			does: 'Sends it again: twice is as good as once',
			lost: 'Nothing',
			call: { node: update },
			server: { answers: () => [reset(), json(202, { code: 202, message: 'Accepted' })] },
			ends: { sees: 'The item, updated', items: 1, requests: times(2, `PUT ${USER}`) },
		},
		{
			fault: 'The connection breaks in the middle of an answer',
			does: 'Tries four times',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => halfBody(whole) },
			ends: {
				message:
					'pbx.example.com closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.',
				advice: 'Node.js reports ERR_BAD_RESPONSE. Tried 4 times in 3 s.',
				requests: times(4, `GET ${USER}`),
			},
		},
		{
			fault: 'The connection breaks in the middle of the answer to a create',
			does: 'Does not send it again',
			lost: 'The answer; the user is likely there',
			call: { node: create },
			server: { answers: () => halfBody(whole) },
			ends: {
				message:
					'pbx.example.com closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.',
				advice:
					'Node.js reports ERR_BAD_RESPONSE. The server may have carried it out anyway: check there before you send it again.',
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'The server takes a read and never answers',
			does: 'Gives up after Options → Timeout (60 s), and tries once more',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: hang, stalls: true },
			ends: {
				message: 'pbx.example.com did not answer within 60 s',
				advice:
					'The whole answer has to arrive within that time. Try again later, ask for less at once, or allow more time under Options → Timeout. Tried 2 times in 2 min.',
				requests: times(2, `GET ${USER}`),
			},
		},
		{
			fault: 'The server takes a create and never answers',
			does: 'Gives up after Options → Timeout, and does not send it again',
			lost: 'The answer; the user may be there',
			call: { node: create },
			server: { answers: hang, stalls: true },
			ends: {
				message: 'pbx.example.com did not answer within 60 s',
				advice:
					'The whole answer has to arrive within that time. Try again later, ask for less at once, or allow more time under Options → Timeout. The server may have carried it out anyway: check there before you send it again.',
				requests: [`POST ${USERS}`],
			},
		},
		{
			fault: 'The server stops in the middle of an answer and keeps the connection',
			does: 'The time limit holds for the whole answer; tries once more',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => halfBody(whole, 'hang'), stalls: true },
			ends: {
				message: 'pbx.example.com did not answer within 60 s',
				advice:
					'The whole answer has to arrive within that time. Try again later, ask for less at once, or allow more time under Options → Timeout. Tried 2 times in 2 min.',
				requests: times(2, `GET ${USER}`),
			},
		},
		{
			fault: 'The answer drips in byte by byte, without end',
			does: 'The time limit holds for the whole answer; tries once more',
			lost: 'Nothing',
			call: { node: get },
			server: { answers: () => drip(whole, { endless: true }), stalls: true },
			ends: {
				message: 'pbx.example.com did not answer within 60 s',
				advice:
					'The whole answer has to arrive within that time. Try again later, ask for less at once, or allow more time under Options → Timeout. Tried 2 times in 2 min.',
				requests: times(2, `GET ${USER}`),
			},
		},
		{
			fault: 'The server answers a delete with a broken connection, and with 404 when asked again',
			does: 'Takes it as deleted',
			lost: 'Nothing',
			call: { node: remove },
			server: { answers: () => [reset(), json(404, { code: 404, message: 'User not found' })] },
			ends: { sees: '`deleted: true`', items: 1, requests: times(2, `DELETE ${USER}`) },
		},
		{
			fault: 'The certificate is not signed by anybody known',
			does: 'Fails before anything is sent',
			lost: 'Nothing',
			call: { node: get },
			server: { tls: true },
			ends: {
				message:
					'The certificate of pbx.example.com could not be verified. If it is self-signed and you trust the server, turn on Ignore SSL Issues in the credential.',
				advice: 'Node.js reports DEPTH_ZERO_SELF_SIGNED_CERT.',
				requests: [],
			},
		},
		{
			fault: 'The same, with Ignore SSL Issues on',
			does: 'Goes on',
			lost: 'Nothing',
			call: { node: get },
			credential: { ignoreSslIssues: true },
			server: { tls: true, answers: () => json(200, record) },
			ends: { sees: 'The record', items: [record], requests: [`GET ${USER}`] },
		},
		{
			fault: 'The server speaks no TLS, but the address says https',
			does: 'Fails before anything is sent',
			lost: 'Nothing',
			call: { node: get },
			server: { address: (url) => url.replace('http:', 'https:') },
			ends: {
				message:
					"pbx.example.com does not speak TLS as n8n does. Check the port in the credential's Server field; a server without TLS needs http:// in front.",
				advice: 'Node.js reports EPROTO.',
				requests: [],
			},
		},
		{
			fault: 'The server speaks TLS, but the address says http',
			does: 'Tries four times',
			lost: 'Nothing',
			call: { node: get },
			server: { tls: true, address: (url) => url.replace('https:', 'http:') },
			ends: {
				message:
					'pbx.example.com closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.',
				advice: 'Node.js reports ECONNRESET. Tried 4 times in 3 s.',
				requests: [],
			},
		},
		{
			fault: 'Something else than a web server answers',
			does: 'Fails at once',
			lost: 'Nothing',
			call: { node: get },
			server: {
				answers: () => (request, response) => {
					request.endedBy = 'server';
					response.socket?.end('220 mail.example ESMTP\r\n');
				},
			},
			ends: {
				message:
					"pbx.example.com answered with something that is not HTTP. Check host and port in the credential's Server field.",
				advice: 'Node.js reports HPE_INVALID_CONSTANT.',
				requests: [`GET ${USER}`],
			},
		},
		{
			fault: 'A gateway in front of the server says 502, once',
			does: 'Asks again after about half a second',
			lost: 'Nothing',
			call: { node: get },
			server: {
				answers: () => [text(502, '<html><title>Bad Gateway</title></html>'), json(200, record)],
			},
			ends: { sees: 'The record', items: [record], requests: times(2, `GET ${USER}`) },
		},
	],
};
