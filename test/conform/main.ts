/**
 * `npm run conform -- DOCUMENT`: every request of every operation, made by the node in n8n's engine,
 * before a judge from outside, Stoplight Prism with a vendor's document.
 */
import { Command } from 'commander';

import { fewest, parametersOf, usually, type Filled } from '../support/filled';
import { formOf } from '../support/form';
import { offered, type Offered } from '../support/operations';
import { Recorder } from '../support/recorder';
import { routed, type Way } from './document';
import { objectionsTo, type Objection } from './judge';
import { startPrism } from './prism';
import { reportOf, type Found } from './report';
import { readSlips } from './slips';

/** The documented ways in which a request may be seen: its own, or those that look like what is sent. */
function waysOf({ operation }: Offered, ways: Way[], type: string): Way[] {
	const fits = ({ method, types }: Way) =>
		method === operation.method && (type === '' || types.includes(type));
	const ids = [operation.id, ...(operation.also ?? [])];
	const own = ways.filter((way) => ids.includes(way.id));
	const fitting = own.filter(fits);
	if (own.length === 0 || fitting.length > 0) return fitting;
	const alike = ways.filter((way) => fits(way) && way.path === operation.path);
	return alike.length > 0 ? alike : own;
}

async function main(file: string): Promise<number> {
	const slips = readSlips();
	const { document, ways } = routed(file);
	const prism = await startPrism(document);
	const recorder = await Recorder.start();
	const found: Found[] = [];
	try {
		for (const one of offered) {
			for (const [how, filled] of [
				['fewest', fewest(one)],
				['every', usually(formOf(one))],
			] as [Found['how'], Filled][]) {
				found.push({ one, how, ...(await tried(one, filled)) });
			}
		}
	} finally {
		await recorder.stop();
		await prism.stop();
	}
	const { text, clean } = reportOf(found, slips);
	console.log(text);
	return clean ? 0 : 1;

	async function tried(one: Offered, filled: Filled): Promise<Pick<Found, 'known' | 'objections'>> {
		const { requests, error } = await recorder.run(one, parametersOf(one, filled));
		const [request] = requests;
		if (!request)
			return { known: true, objections: [{ kind: 'not sent', field: '', message: error }] };
		const type = request.headers['content-type']?.split(';')[0] ?? '';
		const verdicts: Objection[][] = [];
		for (const way of waysOf(one, ways, type)) {
			verdicts.push(await objectionsTo(request, way, prism.url));
		}
		const mildest = verdicts.sort((a, b) => a.length - b.length)[0];
		return { known: mildest !== undefined, objections: mildest ?? [] };
	}
}

void new Command('conform')
	.description("Compares every request of the node with a vendor's OpenAPI document.")
	.argument('<document>', 'file; every server has its own at /ns-api/webroot/openapi/openapi.json')
	.action(async (file: string) => {
		process.exitCode = await main(file);
	})
	.parseAsync()
	.catch((error: Error) => {
		console.error(`The comparison stopped: ${error.message}`);
		process.exitCode = 1;
	});
