/** Starts the server that is measured against. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ServerSettings {
	/** Milliseconds before an answer, as a server on the network would take. */
	delay: number;
	/** How many call records there are. */
	rows: number;
	/** Megabytes (of 1,048,576 bytes) that text to speech answers with. */
	download: number;
}

export interface BenchServer {
	/** What people type into the credential's Server field. */
	url: string;
	/** Below it lies what belongs to the domain, for contestants that write addresses themselves. */
	domainUrl: string;
}

/** Runs a measurement beside the server, which is a process of its own and gone afterwards. */
export async function withServer<T>(
	settings: Partial<ServerSettings>,
	measure: (server: BenchServer) => Promise<T>,
): Promise<T> {
	const all: ServerSettings = { delay: 20, rows: 0, download: 0, ...settings };
	const child = fork(join(__dirname, 'server.ts'), [JSON.stringify(all)], {
		execArgv: ['--import', 'tsx'],
	});
	const ended = once(child, 'exit');
	try {
		const [url] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
		if (typeof url !== 'string') throw new Error('The server of the bench does not start.');
		return await measure({ url, domainUrl: `${url}/ns-api/v2/domains/acme.example` });
	} finally {
		child.kill();
		await ended;
	}
}
