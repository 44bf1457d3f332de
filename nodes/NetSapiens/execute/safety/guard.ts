import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { ApiRequest, Guard } from '../../transport/api';
import { recordsOf } from '../output';
import { spelled } from '../../spellings';
import { namesIn, requireConfirmed } from './deletions';
import { ANY, domainsOf, OWN } from './domains';
import { isReading } from './reading';
import { readSafety, type Safety } from './settings';

/**
 * Stands before every request of a run and lets through what the options of its item allow, whichever
 * operation it is a part of.
 *
 * @returns undefined where the options allow everything
 */
export function guardOf(context: IExecuteFunctions): Guard | undefined {
	if (!mayRestrict(context.getNode().parameters.options)) return undefined;
	let own: Promise<string> | undefined;
	return async (request, send) => {
		const item = request.itemIndex ?? 0;
		const safety = readSafety(
			context,
			context.getNodeParameter('options', item, {}) as IDataObject,
		);
		requireReading(request, safety);
		if (request.method === 'DELETE' && safety.mode === 'askBeforeDeleting') {
			requireConfirmed(request.goes ?? namesIn(request), safety.confirmed);
		}
		if (!safety.domains) return;
		const named = domainsOf(request);
		if (named.includes(OWN)) own ??= ownDomain(send, item);
		requireWithin(named, safety.domains, (await own) ?? '');
	};
}

/** Whether options, as they stand in the workflow, restrict anything; an expression may. */
const mayRestrict = (options: unknown): boolean =>
	typeof options === 'string' ||
	['safety', 'limitToDomains'].some((name) => name in Object(options ?? {}));

function requireReading(request: ApiRequest, { mode }: Safety): void {
	if (mode !== 'readOnly' || isReading(request)) return;
	throw new UserError(
		'Nothing was changed: Safety is set to Read Only, and this would change something. Operations with a Dry Run option can still show what they would do.',
	);
}

function requireWithin(named: string[], allowed: string[], own: string): void {
	const outside = named
		.map((name) => (name === OWN ? own : name))
		.find((name) => !allowed.includes(name));
	if (outside === undefined) return;
	const what =
		outside === ANY || outside === ''
			? 'this request is not bound to one of them'
			: `this request is about "${outside}"`;
	throw new UserError(
		`Nothing was sent: Options → Limit to Domains allows ${allowed.join(', ')}, and ${what}. Choose one of these domains.`,
	);
}

/** The name of the credential's own domain; empty where the server does not say it. */
async function ownDomain(send: (request: ApiRequest) => Promise<unknown>, itemIndex: number) {
	const request = { method: 'GET', path: '/domains/~', kind: 'record', itemIndex } as const;
	const [record] = recordsOf(await send(request));
	const name = record && spelled(record, 'domain').get('domain');
	return String(name ?? '')
		.trim()
		.toLowerCase();
}
