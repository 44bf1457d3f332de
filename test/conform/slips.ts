import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { Objection } from './judge';

/** A mistake of a document: what it objects to is right. */
export interface Slip {
	name: string;
	/** Kind of the objections, as Prism has it. */
	kind: string;
	/** Keys in spec/openapi.json of the operations it is about. */
	operations: RegExp;
	/** Where it is, for example `body.user`; anywhere without. */
	fields?: string[];
	/** Only of fields that the form offers: whoever wants them sent can have it. */
	offered: boolean;
	/** Why the document is wrong. */
	reason: string;
}

/** More would be a second document. */
const MOST = 10;

/** @throws Error when the list is too long, or a slip says too little */
export function readSlips(file = join(__dirname, 'slips.yaml')): Slip[] {
	const slips = (parse(readFileSync(file, 'utf8')) as Record<string, unknown>[]).map(read);
	if (slips.length > MOST) throw new Error(`${file} lists ${slips.length} slips, at most ${MOST}`);
	return slips;
}

function read({
	name,
	kind,
	operations,
	fields,
	offered = false,
	reason,
}: Record<string, unknown>): Slip {
	if (!name || !kind || !operations || !reason) {
		throw new Error(`The slip "${String(name)}" needs name, kind, operations and reason`);
	}
	return {
		...(fields !== undefined && { fields: fields as string[] }),
		name: String(name),
		kind: String(kind),
		operations: new RegExp(String(operations)),
		offered: offered === true,
		reason: String(reason),
	};
}

/**
 * The slip that an objection to an operation comes from, if it does.
 *
 * @param offers names of the fields that the form offers
 */
export const slipFor = (
	slips: Slip[],
	id: string,
	{ kind, field }: Objection,
	offers: string[],
): Slip | undefined =>
	slips.find(
		(slip) =>
			slip.kind === kind &&
			slip.operations.test(id) &&
			(slip.fields?.includes(field) ?? true) &&
			(!slip.offered || offers.includes(field.replace(/^body\./, ''))),
	);
