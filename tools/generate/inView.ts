import type { Form, FormField } from './formField';

/** The body fields that stand in view. */
export const bodyInView = ({ body, fields }: Form): FormField[] => [
	...body,
	...fields.filter(({ inView }) => inView),
];

/** The fields that people add. */
export const toAdd = (form: Form, collection: 'fields' | 'filters'): FormField[] =>
	form[collection].filter(({ inView }) => !inView);
