/** What real servers are known to send, through the node in n8n's engine: test/field, cases with `run`. */
import type { IDataObject } from 'n8n-workflow';
import { keyFor } from '../support/credentials';
import { runNode } from '../support/engine';
import { fieldCases } from '../support/field';
import { byPath, json, startHostile, type Responder } from '../support/hostile';

const cases = fieldCases().filter(({ run }) => run !== undefined);

/** Answers every request of a case; lists end behind their first page. */
function server(answers: Record<string, unknown>): Responder {
	const routes = Object.entries(answers).map(([request, body]): [string, Responder] => {
		const [method = '', path = ''] = request.split(' ');
		const answer: Responder = (asked, response) => {
			const start = new URL(asked.url, 'http://x').searchParams.get('start') ?? '0';
			return json(200, start === '0' ? body : [])(asked, response);
		};
		return [`${method} /ns-api/v2${path}`, answer];
	});
	return byPath(Object.fromEntries(routes));
}

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

test.each(cases.map((one) => [one.about, one] as const))(
	'%s',
	async (_, { run, answers, want }) => {
		const { url, stop } = await startHostile(server(answers));
		try {
			const { items, error } = await runNode({
				parameters: {
					domain: locator('acme.example'),
					'datetime-start': '2026-01-05T00:00:00',
					'datetime-end': '2026-01-05T23:59:59',
					returnAll: true,
					...run,
					...(run?.user !== undefined && { user: locator(String(run.user)) }),
				} as never,
				credential: keyFor(url),
			});
			expect(error).toBeUndefined();
			const wanted = want.items as IDataObject[];
			expect(items).toHaveLength(wanted.length);
			for (const [at, item] of wanted.entries()) expect(items[at]?.json).toMatchObject(item);
		} finally {
			await stop();
		}
	},
);
