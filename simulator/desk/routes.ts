import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

import type { FastifyInstance, FastifyReply } from 'fastify';

import type { Instance } from '../instance';
import { deskView } from './view';

const FOLDER = join(__dirname, 'page');
const INDEX = 'index.html';

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
};

/** Nothing but what this server sends itself, and no inline script or style. */
const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page at `/_sim`, the files it is made of, and what it shows. */
export function registerDesk(app: FastifyInstance, instance: Instance): void {
	for (const file of readdirSync(FOLDER)) {
		const url = file === INDEX ? '/_sim' : `/_sim/desk/${file}`;
		const text = readFileSync(join(FOLDER, file), 'utf8');
		const type = TYPES[extname(file)];
		if (!type) throw new Error(`The desk has a file of an unknown kind: ${file}`);
		app.get(url, (_request, reply) => guarded(reply).type(type).send(text));
	}
	app.get<{ Querystring: { domain?: string } }>('/_sim/desk', (request) =>
		deskView(instance, request.query.domain || undefined),
	);
}

const guarded = (reply: FastifyReply): FastifyReply =>
	reply.headers({
		'content-security-policy': POLICY,
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		'cache-control': 'no-cache',
	});
