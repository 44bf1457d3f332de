import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { Objection } from './judge';

/** A mistake of the document: what it objects to is right. */
export interface Slip {
	/** Kind of the objection, as Prism has it. */
	kind: string;
	/** Where it is, for example `body.user`. */
	field: string;
	/** Keys in spec/openapi.json of the operations it is about; all that have the field without it. */
	operations?: string[];
	/** Why the document is wrong. */
	reason: string;
}

/** More would be a second document. */
const MOST = 10;

/** @throws Error when the list is too long or a slip has no reason */
export function readSlips(file = join(__dirname, 'slips.yaml')): Slip[] {
	const slips = (parse(readFileSync(file, 'utf8')) ?? []) as Slip[];
	if (slips.length > MOST) throw new Error(`${file} lists ${slips.length} slips, at most ${MOST}`);
	const bare = slips.find(({ reason }) => !reason);
	if (bare) throw new Error(`${file}: the slip ${bare.kind} ${bare.field} has no reason`);
	return slips;
}

/** The slip that an objection to an operation comes from, if it does. */
export const slipFor = (slips: Slip[], id: string, { kind, field }: Objection): Slip | undefined =>
	slips.find(
		(slip) => slip.kind === kind && slip.field === field && (slip.operations?.includes(id) ?? true),
	);
