/** A mail server for this machine: takes every mail, keeps it in memory, shows it in a browser. */
import getPort, { portNumbers } from 'get-port';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

import { servePages } from './mail/pages';
import type { CredentialData } from './rest';

export interface MailSink {
	/** Page that shows the mails; `/mails/1` has the first one open, `/mails/1/html` is its HTML alone. */
	url: string;
	/** Credential for n8n's Send Email node. */
	credential: CredentialData;
	/** What came in, oldest first. */
	mails: Email[];
	stop(): Promise<void>;
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
