import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { oneOf } from '../scalars';
import { isToolRun } from '../tool/isToolRun';

/** What a node may do. */
export interface Safety {
	mode: 'none' | 'readOnly' | 'askBeforeDeleting';
	/** Names of what may be deleted, as they were typed and one by one. */
	confirmed: string[];
	/** The only domains that requests may be about; undefined where any may be. */
	domains?: string[];
}

/** Options that say what the node may do, and that nobody but the workflow's author sets. */
const FIXED: Record<string, string> = { safety: 'Safety', limitToDomains: 'Limit to Domains' };

/**
 * What one item's options allow.
 *
 * @param options as n8n gives the collection
 * @throws UserError when they cannot be understood, or when a model could have a say in them
 */
export function readSafety(context: IExecuteFunctions, options: IDataObject): Safety {
	if (isToolRun(context)) requireFixed(context);
	const { safety = 'none', confirmation, limitToDomains } = options;
	const typed = textOf(confirmation).trim();
	return {
		mode: oneOf(safety, 'Safety', ['none', 'readOnly', 'askBeforeDeleting']),
		confirmed: [typed, ...listIn(typed)].filter((name) => name !== ''),
		...('limitToDomains' in options && { domains: domainsIn(limitToDomains) }),
	};
}

/** In a tool run the input is what the model says, so an expression could let it choose its own limits. */
function requireFixed(context: IExecuteFunctions): void {
	const given = context.getNode().parameters.options;
	const isWhole = isExpression(given);
	for (const [name, label] of Object.entries(FIXED)) {
		if (!isWhole && !isExpression((given as IDataObject | undefined)?.[name])) continue;
		throw new UserError(
			`Options → ${label} is an expression. In a tool, which a language model uses, it has to be set by hand.`,
		);
	}
}

const isExpression = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('=');

/** @throws UserError when the limit is there and names none: nobody knows what was meant */
function domainsIn(value: unknown): string[] {
	const domains = listIn(textOf(value)).map((name) => name.toLowerCase());
	const odd = domains.find((name) => name === '~' || name.includes('*') || /[\s/@%]/.test(name));
	if (odd !== undefined || domains.length === 0) {
		throw new UserError(
			`Options → Limit to Domains ${odd === undefined ? 'is empty' : `has "${odd}" in it`}. Name domains as the PBX does, such as acme.example, separated by commas, or remove the option.`,
		);
	}
	return domains;
}

const textOf = (value: unknown): string =>
	Array.isArray(value) ? value.map(String).join(',') : String(value ?? '');

const listIn = (text: string): string[] =>
	text
		.split(/[,\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
