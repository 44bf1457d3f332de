/** A mail server for this machine: takes every mail, keeps it in memory, shows it in a browser. */
import fastify from 'fastify';
import getPort, { portNumbers } from 'get-port';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

import type { CredentialData } from './rest';

export interface MailSink {
	/** Page that lists the received mails; `/mails/1` is the first one's HTML. */
	url: string;
	/** Credential for n8n's Send Email node. */
	credential: CredentialData;
	/** What came in, oldest first. */
	mails: Email[];
	stop(): Promise<void>;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text = ''): string {
	return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

function listPage(mails: Email[]): string {
	const rows = mails.map(
		(mail, index) => `<tr><td>${escapeHtml(mail.date)}</td>
			<td>${escapeHtml(mail.to?.map(({ address }) => address).join(', '))}</td>
			<td><a href="/mails/${index + 1}">${escapeHtml(mail.subject)}</a></td></tr>`,
	);
	return `<!doctype html><title>Received mail</title>
		<style>body { font: 16px sans-serif; margin: 2rem } td { padding: 0.2rem 1rem }</style>
		<h1>Received mail</h1>
		${rows.length ? `<table>${rows.reverse().join('')}</table>` : '<p>None yet.</p>'}`;
}

async function servePages(mails: Email[], port: number): Promise<() => Promise<void>> {
	const server = fastify({ forceCloseConnections: true });
	server.get('/', async (_request, reply) => await reply.type('text/html').send(listPage(mails)));
	server.get<{ Params: { number: string } }>('/mails/:number', async (request, reply) => {
		const mail = mails[Number(request.params.number) - 1];
		if (!mail) return await reply.code(404).type('text/plain').send('There is no such mail.');
		// A mail is somebody else's HTML: it may not run scripts here.
		return await reply
			.header('content-security-policy', 'sandbox')
			.type('text/html; charset=utf-8')
			.send(mail.html ?? `<pre>${escapeHtml(mail.text)}</pre>`);
	});
	await server.listen({ host: '127.0.0.1', port });
	return async () => await server.close();
}

async function receive(mails: Email[], port: number): Promise<() => Promise<void>> {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		onData: (stream, _session, callback) => {
			const keep = async () => mails.push(await PostalMime.parse(await buffer(stream)));
			keep().then(() => callback(), callback);
		},
	});
	server.listen(port, '127.0.0.1');
	await once(server.server, 'listening');
	return async () => await new Promise((resolve) => server.close(() => resolve()));
}

/**
 * Starts the mail server and its pages on this machine.
 *
 * @param preferredPort Port of the pages if it is free; otherwise one of the following.
 */
export async function startMailSink(preferredPort?: number): Promise<MailSink> {
	const wanted = preferredPort ? { port: portNumbers(preferredPort, preferredPort + 20) } : {};
	const port = await getPort(wanted);
	const smtpPort = await getPort({ exclude: [port] });
	const mails: Email[] = [];
	const stopPages = await servePages(mails, port);
	const stopReceiving = await receive(mails, smtpPort);
	return {
		url: `http://localhost:${port}`,
		credential: {
			name: 'Mail sink of this machine',
			type: 'smtp',
			data: { host: '127.0.0.1', port: smtpPort, secure: false, disableStartTls: true },
		},
		mails,
		stop: async () => {
			await Promise.all([stopPages(), stopReceiving()]);
		},
	};
}
