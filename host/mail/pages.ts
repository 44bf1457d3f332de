/** Serves the pages of the mail server of this machine. */
import fastify from 'fastify';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Email } from 'postal-mime';

import { bodyOf, mailPage } from './page';

const PAGE_POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A mail is somebody else's HTML: it shows, and does nothing else. */
const MAIL_POLICY =
	"sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

const asset = (file: string) => readFileSync(join(__dirname, file), 'utf8');

interface Numbered {
	Params: { number: string; file: string };
}

/**
 * Starts the pages.
 *
 * @param mails what came in, oldest first; read anew for every page
 * @returns what stops them
 */
export async function servePages(mails: Email[], port: number): Promise<() => Promise<void>> {
	const server = fastify({ forceCloseConnections: true });
	server.addHook('onRequest', async (_request, reply) => {
		reply.headers({
			'content-security-policy': PAGE_POLICY,
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-cache',
		});
	});
	const mailOf = (number: string) => mails[Number(number) - 1];
	const type = (kind: string) => `text/${kind}; charset=utf-8`;
	server.get('/', async (_request, reply) =>
		reply.type(type('html')).send(mailPage(mails, mails.length)),
	);
	server.get('/look.css', async (_request, reply) =>
		reply.type(type('css')).send(asset('look.css')),
	);
	server.get('/refresh.js', async (_request, reply) =>
		reply.type(type('javascript')).send(asset('refresh.js')),
	);
	server.get<Numbered>('/mails/:number', async ({ params }, reply) =>
		reply
			.code(mailOf(params.number) ? 200 : 404)
			.type(type('html'))
			.send(mailPage(mails, Number(params.number))),
	);
	server.get<Numbered>('/mails/:number/html', async ({ params }, reply) => {
		const mail = mailOf(params.number);
		if (!mail) return await reply.code(404).type(type('plain')).send('There is no such mail.');
		return await reply
			.header('content-security-policy', MAIL_POLICY)
			.type(type('html'))
			.send(bodyOf(mail));
	});
	server.get<Numbered>('/mails/:number/attachments/:file', async ({ params }, reply) => {
		const file = mailOf(params.number)?.attachments[Number(params.file) - 1];
		if (!file) return await reply.code(404).type(type('plain')).send('There is no such file.');
		const name = encodeURIComponent(file.filename ?? 'unnamed').replace(
			/['()*]/g,
			(character) => `%${character.charCodeAt(0).toString(16)}`,
		);
		return await reply
			.header('content-disposition', `attachment; filename*=UTF-8''${name}`)
			.type(file.mimeType)
			.send(Buffer.from(file.content as ArrayBuffer));
	});
	await server.listen({ host: '127.0.0.1', port });
	return async () => await server.close();
}
