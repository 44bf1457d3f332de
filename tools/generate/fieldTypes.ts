import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Choices that are named in full; of longer lists only the number is. */
const MOST_NAMED = 8;

/** What a field takes, in words for the reference. */
export function typeWords(property: INodeProperties): string {
	const { type, typeOptions, options = [] } = property;
	switch (type) {
		case 'options':
			return `one of ${choiceWords(options as INodePropertyOptions[])}`;
		case 'multiOptions':
			return typeOptions?.loadOptionsMethod
				? 'several from a list'
				: `any of ${choiceWords(options as INodePropertyOptions[])}`;
		case 'boolean':
			return 'toggle';
		case 'dateTime':
			return typeOptions?.dateOnly ? 'date' : 'date and time';
		case 'resourceLocator':
			return 'picker';
		case 'collection':
			return 'group';
		case 'fixedCollection':
			return 'rows';
		case 'json':
			return 'JSON';
		case 'string':
			return typeOptions?.multipleValues ? 'several texts' : 'text';
		default:
			return type;
	}
}

function choiceWords(options: INodePropertyOptions[]): string {
	const names = options.filter(({ value }) => value !== '').map(({ name }) => name);
	return names.length > MOST_NAMED ? `${names.length} choices` : names.join(', ');
}

/** The fields inside a group or a row; none for others. */
export function fieldsInside({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return options.flatMap((group) => ('values' in group ? group.values : []));
}
