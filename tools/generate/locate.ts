import type { FormField } from './formField';
import { labelOf } from './naming';
import { namesRecordOf, pickerForName, type FoundPicker } from './pickers';
import type { PlannedRequest } from './planned';
import type { ChildShape, Shape, WordsOf } from './shapes';
import { placeholders } from './spec';
import { WordsError, type Words } from './words';

/** n8n keeps a top-level parameter called `description` from the model that uses the node as a tool. */
const descriptionParameter = 'description-text';

/** Finds which values of a request's form name records, and gives those a picker. */
export class Locator {
	private readonly inView: string[];

	constructor(
		private readonly request: PlannedRequest,
		/** Fields in view, whose values lists may need. */
		inView: FormField[],
		private readonly wordsOf: WordsOf,
		private readonly words: Words,
	) {
		const existing = inView.filter(
			({ name, in: place }) => place === 'path' || !this.creates(name),
		);
		this.inView = existing.map(({ parameter }) => parameter);
	}

	/**
	 * A field in view. The identifier of a record that is being created gets the parameter `new-<name>`,
	 * since a picker holds `<name>` elsewhere; a field that `refers` to records by another name gets that.
	 *
	 * @throws WordsError when a field refers to what no picker answers here
	 */
	inViewField(field: FormField): FormField {
		const { name } = field;
		if (name === 'description') return { ...field, parameter: descriptionParameter };
		const picker = this.pickerOf(field, new Set());
		const withPicker = { ...this.withInner(field), ...(picker && { picker }) };
		const target = this.request.words.refers?.[name];
		if (target === undefined && this.creates(name)) {
			const parameter = `new-${name}`;
			const { label } = field.words;
			const words = { ...(label && { label }), ...this.wordsOf(parameter) };
			return { ...withPicker, parameter, words };
		}
		if (target === undefined || target === name) return withPicker;
		const words = { label: labelOf(target), ...this.wordsOf(target) };
		return { ...withPicker, parameter: target, words };
	}

	/** A collection's fields; the lists of some may need values of others. */
	collected(fields: FormField[]): FormField[] {
		const siblings = new Set(fields.map(({ name }) => name));
		return fields.map((field) => {
			const picker = this.pickerOf(field, siblings);
			return { ...this.withInner(field), ...(picker && { picker }) };
		});
	}

	private withInner(field: FormField): FormField {
		return { ...field, shape: this.inner(field.shape) };
	}

	/** A group with the pickers of what it holds. */
	private inner(shape: Shape): Shape {
		if (!shape.children) return shape;
		const siblings = new Set(shape.children.map(({ name }) => name));
		const located = (child: ChildShape): ChildShape => {
			const picker = this.pickerFor(child, siblings);
			return { ...child, shape: this.inner(child.shape), ...(picker && { picker }) };
		};
		return { ...shape, children: shape.children.map(located) };
	}

	private creates(name: string): boolean {
		const { api, words } = this.request;
		return (
			!!words.creates?.includes(name) ||
			placeholders(api.path).includes(name) ||
			(api.method === 'POST' && namesRecordOf(api.path, name, this.words))
		);
	}

	/** What a new record is called is typed, unless the words say that it is something existing. */
	private pickerOf(field: FormField, siblings: ReadonlySet<string>): FoundPicker | undefined {
		const isNew = this.creates(field.name) && !this.request.words.refers?.[field.name];
		return isNew ? undefined : this.pickerFor(field, siblings);
	}

	private pickerFor(
		{ name, shape }: ChildShape | FormField,
		siblings: ReadonlySet<string>,
	): FoundPicker | undefined {
		const { api, words } = this.request;
		const target = words.refers?.[name];
		if (target === undefined && !isTyped(shape)) return undefined;
		const available = new Set([...this.inView, ...siblings].filter((other) => other !== name));
		const picker = pickerForName(target ?? name, api.path, available, this.words);
		if (picker || target === undefined) return picker;
		throw new WordsError(
			`${api.id}: "${name}" refers to "${target}", which no picker of spec/pickers.yaml answers with what this form asks.`,
		);
	}
}

/** Whether one value is typed by hand: lists of values and choices are not. */
function isTyped({ kind, values }: Shape): boolean {
	return values === undefined && ['string', 'integer', 'number'].includes(kind);
}
