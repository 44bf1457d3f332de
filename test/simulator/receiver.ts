import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Post {
	path: string;
	headers: IncomingHttpHeaders;
	events: Array<Record<string, unknown>>;
}

/** A server that events can be posted to. */
export class Receiver {
	/** What came, oldest first. */
	posts: Post[] = [];
	/** Status of the answer; undefined never answers. */
	answer: () => number | undefined = () => 200;
	/** Milliseconds that the answer takes. */
	delay = 0;
	url = '';
	private readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				const events = JSON.parse(body) as Post['events'];
				this.posts.push({ path: request.url ?? '', headers: request.headers, events });
				const status = this.answer();
				if (status === undefined) return;
				setTimeout(() => response.writeHead(status).end(), this.delay);
			});
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** Forgets what came and answers with 200 again, at once. */
	clear(): void {
		this.posts = [];
		this.answer = () => 200;
		this.delay = 0;
	}

	/** Events that came at a path. */
	eventsAt(path: string): Post['events'] {
		return this.posts.filter((one) => one.path === path).flatMap((one) => one.events);
	}
}
