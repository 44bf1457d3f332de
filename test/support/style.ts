/** The rules for words that people read in forms, told mechanically. */
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** One text of a form. */
export interface Text {
	/** Parameter, then what is inside it: `fields → email`. */
	place: string;
	role: 'label' | 'choice' | 'action' | 'description' | 'placeholder';
	text: string;
	/** The label or name that a description belongs to. */
	of?: string;
	/** The field is a switch. */
	isSwitch?: boolean;
	/** What is to be filled in is told nowhere. */
	unexplained?: boolean;
}

type Part = INodeProperties | INodePropertyOptions | INodePropertyCollection;

const isField = (part: Part): part is INodeProperties => 'type' in part;
const isGroup = (part: Part): part is INodePropertyCollection => 'values' in part;

/** Every text of these properties, those inside of groups too; hidden fields have none. */
export function textsOf(properties: Part[], within: string[] = []): Text[] {
	return properties.flatMap((part) => {
		if (isGroup(part)) return textsOf(part.values, within);
		return isField(part) ? fieldTexts(part, within) : choiceTexts(part, within);
	});
}

function fieldTexts(field: INodeProperties, within: string[]): Text[] {
	if (field.type === 'hidden' || field.type === 'notice') return [];
	const place = [...within, field.name];
	const at = {
		place: place.join(' → '),
		of: field.displayName,
		isSwitch: isSwitch(field),
	};
	return [
		{ ...at, role: 'label', text: field.displayName, unexplained: isUnexplained(field) },
		...one(at, 'description', field.description),
		...one(at, 'placeholder', field.placeholder),
		...textsOf(field.options ?? [], place),
	];
}

/** In rows, a switch is a choice that can be left alone. */
const isSwitch = ({ type, options = [] }: INodeProperties) =>
	type === 'boolean' ||
	options.some((option) => 'value' in option && typeof option.value === 'boolean');

/** Collections and selectors say what they are by what is in them. */
const isUnexplained = ({ name, type, description }: INodeProperties) =>
	description === undefined && type !== 'collection' && name !== 'operation';

function choiceTexts(
	{ name, action, description }: INodePropertyOptions,
	within: string[],
): Text[] {
	const at = { place: [...within, name].join(' → '), of: name };
	return [
		{ ...at, role: 'choice', text: name },
		...one(at, 'description', description),
		...one(at, 'action', action),
	];
}

function one(at: Omit<Text, 'role' | 'text'>, role: Text['role'], text?: string): Text[] {
	return text === undefined ? [] : [{ ...at, role, text }];
}

/** Words that say nothing by themselves. */
const fillers = new Set(
	(
		'a an and are as at be been by each for from given has have if in into is it its of on one or ' +
		'that the their this to use used when where whether which who will with'
	).split(' '),
);

/** Words that Title Case leaves small. */
const small = new Set(
	(
		'a an and as at but by for from if in into nor of off on onto or out over per so than that the ' +
		'to up via when with yet'
	).split(' '),
);

/** British spellings, by what they begin with or hold. */
const british =
	/\b(colour|behaviour|favourite|neighbour|honour|cancell(?:ed|ing)|dialled|dialling|labelled|labelling|signalling|travell|centre|metre|licence|catalogue|grey|programme|whilst|amongst|learnt|spelt|analys(?:e|ed|es|ing)\b|\w+(?:nis|ris|lis|mis|tis)(?:e|ed|es|ing|ation)\b(?<!\b(?:promise|premise|raise|advertise|enterprise|precise|noise|rise|otherwise|exercise|promises|franchise|comprise|surprise)d?))/i;

const wordsIn = (text: string) =>
	text
		.toLowerCase()
		.split(/[^\p{L}\d]+/u)
		.filter((word) => word !== '' && !fillers.has(word))
		.map((word) => word.replace(/(?:ing|ed|es|s|e)$/, ''));

const repeats = ({ text, of = '' }: Text) => {
	const known = new Set(wordsIn(of));
	return wordsIn(text).every((word) => known.has(word));
};

const isSentences = (text: string) => /[.!?] [A-Z*~]/.test(text);
const endsWithPeriod = (text: string) => /\.$/.test(text) && !/\b(?:etc|e\.g)\.$/.test(text);

const isTitle = (text: string) =>
	text
		.split(/[\s/]+/)
		.every((word, index) => !/^\(?[a-z]/.test(word) || (index > 0 && small.has(word)));

/** Each rule, by what breaking it is called. */
export const rules: Record<string, (text: Text) => boolean> = {
	'is empty': ({ text }) => text.trim() === '',
	'stands without a description': ({ unexplained }) => unexplained === true,
	'says only what its label says': (text) => text.role === 'description' && repeats(text),
	'is not spelled as Americans do': ({ text }) => british.test(text),
	'begins with "Whether" and is no switch, or the other way round': ({ role, text, isSwitch }) =>
		role === 'description' && text.startsWith('Whether ') !== (isSwitch ?? false),
	'ends with a period after one sentence, or without one after several': ({ role, text }) =>
		role === 'description' && isSentences(text) !== endsWithPeriod(text),
	'has blanks too many': ({ text }) => /^\s|\s$|\s\s/.test(text),
	'gives an example otherwise than by "e.g."': ({ text }) =>
		/for (?:example|instance)|\bi\.e\.|\be\.g\.(?! \S)|\beg\b/i.test(text),
	'is an example without "e.g."': ({ role, text }) =>
		role === 'placeholder' && !/^(?:e\.g\. |name@email\.com$|Add |Search)/.test(text),
	'is not in Title Case': ({ role, text }) => role === 'label' && !isTitle(text),
	'does not begin with a capital': ({ role, text }) =>
		['description', 'action'].includes(role) && /^[a-z]/.test(text) && !text.startsWith('n8n'),
	'speaks of other spellings or scopes in brackets': ({ role, text }) =>
		['label', 'choice'].includes(role) &&
		/\((?:any domain|(?:old|short) (?:name|spelling|field))\)/i.test(text),
};

/** What breaks a rule, as place and text, each once. */
export const breaking = (texts: Text[], rule: string): string[] => [
	...new Set(
		texts
			.filter((text) => rules[rule]?.(text) === true)
			.map(({ place, role, text }) => `${place} (${role}): ${text}`),
	),
];

/** Action texts that two operations of one resource share. */
export function sharedActions(properties: INodeProperties[]): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) => {
			const actions = (options as INodePropertyOptions[]).map(({ action = '' }) => action);
			return actions.filter((action, index) => actions.indexOf(action) !== index);
		});
}
