import type { IExecuteFunctions, INode, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import { namedBy } from '../spellings';
import { postingDoubt } from '../transport/reach';
import type { Wanted } from './list';
import type { Asked } from './operation';
import type { Values } from './values';

/** Records that are many for a workflow, which holds all of them in memory (own judgment). */
export const VERY_MANY = 10_000;

/** More names than this in a sentence say no more. */
const MOST_NAMES = 10;

/**
 * What a run notices that its output does not show. Each kind is told once, however many items it is
 * about: n8n shows one line for each hint.
 */
export class Remarks {
	private readonly empty: number[] = [];
	private readonly limited = new Set<number>();
	private readonly ignored = new Set<string>();
	private readonly doubts = new Set<string>();
	private readonly known = new Map<Asked, (key: string) => boolean>();
	private records = 0;

	/** Notes how much of what was wanted an item's list gave. */
	list(itemIndex: number, rows: number, { rows: wanted }: Pick<Wanted, 'rows'>): void {
		this.records += rows;
		if (rows === 0) this.empty.push(itemIndex);
		else if (rows >= wanted) this.limited.add(itemIndex);
	}

	/** Notes the keys of an item that were to be mapped and are no fields. */
	mapped(asked: Asked, { itemKeys = [] }: Pick<Values, 'itemKeys'>): void {
		if (itemKeys.length === 0) return;
		const isKnown = this.known.get(asked) ?? namedBy(asked.record, mappedNames(asked));
		this.known.set(asked, isKnown);
		for (const key of itemKeys) if (!isKnown(key)) this.ignored.add(key);
	}

	/** Notes an address that the server was given to post events to. */
	postsTo(address: string, server: string): void {
		const doubt = postingDoubt(address, server);
		if (doubt !== undefined) this.doubts.add(doubt);
	}

	/**
	 * Shows what was noticed above the output.
	 *
	 * @param of how many items could fail
	 */
	tell(context: IExecuteFunctions, items: INodeExecutionData[], of: number): void {
		const hints = [
			failures(items.filter(isFailed).length, of),
			this.nothingFound(of),
			this.limitReached(of),
			this.veryMany(),
			this.keysIgnored(context.getNode()),
			...[...this.doubts].map((message) => ({ type: 'warning' as const, message })),
		].flatMap((hint) => hint ?? []);
		for (const hint of hints) context.addExecutionHints({ ...hint, location: 'outputPane' });
	}

	private nothingFound(of: number): NodeExecutionHint | undefined {
		if (this.empty.length === 0) return undefined;
		const where = of > 1 ? ` for ${share(this.empty.length, of)}` : '';
		return { type: 'info', message: `No records were found${where}.` };
	}

	/** Of one item, n8n's editor says it by itself. */
	private limitReached(of: number): NodeExecutionHint | undefined {
		if (of === 1 || this.limited.size === 0) return undefined;
		const message = `The limit was reached for ${share(this.limited.size, of)}, so there may be more records. To get all of them, turn on Return All.`;
		return { type: 'info', message };
	}

	private veryMany(): NodeExecutionHint | undefined {
		if (this.records < VERY_MANY) return undefined;
		const records = this.records.toLocaleString('en-US');
		const message = `These are ${records} records, and n8n holds all of them in memory. If the workflow gets slow, use filters, or read them in several runs.`;
		return { type: 'info', message };
	}

	private keysIgnored(node: INode): NodeExecutionHint | undefined {
		const expressions = expressionsOf(node);
		const ignored = [...this.ignored].filter((key) => !expressions.includes(key));
		if (ignored.length === 0) return undefined;
		const message = `Map Automatically left out keys that are not fields of this operation: ${listed(ignored)}.`;
		return { type: 'info', message };
	}
}

/** Items with just these keys are what an item becomes that failed, when the workflow goes on. */
function isFailed({ json }: INodeExecutionData): boolean {
	return Object.keys(json).sort().join() === 'details,error';
}

function failures(failed: number, of: number): NodeExecutionHint | undefined {
	if (failed === 0) return undefined;
	const who = of > 1 ? share(failed, of) : 'The item';
	return { type: 'warning', message: `${who} failed; "error" says why, "details" what to do.` };
}

const share = (some: number, of: number): string =>
	`${some.toLocaleString('en-US')} of ${of.toLocaleString('en-US')} items`;

/** The fields that automatic mapping fills from keys of the same name. */
function mappedNames({ parameters, fields = [] }: Asked): string[] {
	const inView = parameters.filter((field) => field.in === 'body');
	const optional = fields.filter(({ beside }) => !beside);
	return [...inView, ...optional].filter(({ kind }) => kind !== 'file').map(({ name }) => name);
}

/** All expressions of a node as one text: a key that one of them names is used, if not by the mapping. */
function expressionsOf({ parameters }: INode): string {
	return (JSON.stringify(parameters).match(/"=(?:[^"\\]|\\.)*"/g) ?? []).join();
}

function listed(names: string[]): string {
	const more = names.length - MOST_NAMES;
	return [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
