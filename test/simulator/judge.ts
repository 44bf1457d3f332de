import { deviations, type Deviation } from '../../simulator/contract/deviations';
import type { Spec, Variant } from '../../simulator/spec';

/** An answer as far as the document speaks of it. */
export interface Judged {
	status: number;
	/** Parsed when it is JSON. */
	body: unknown;
}

/** The listed deviation that an operation may show. */
export const deviationOf = (id: string): Deviation | undefined =>
	deviations.find(({ operations }) => operations.test(id));

/** What is wrong with a success by the document and a deviation from it, or nothing. */
export function judge(
	spec: Spec,
	variant: Variant,
	answer: Judged,
	deviation = deviationOf(variant.id),
): string | undefined {
	const text = JSON.stringify(answer.body)?.slice(0, 200);
	if (deviation?.status?.includes(answer.status)) return undefined;
	if (!spec.successes(variant).includes(answer.status)) return `${answer.status} ${text}`;
	const schema = spec.responseSchema(variant, answer.status);
	if (!schema || deviation?.body || Buffer.isBuffer(answer.body)) return undefined;
	const validate = spec.strict(`answer ${answer.status} ${variant.id}`, () => schema);
	if (validate(answer.body)) return undefined;
	return `${validate.errors?.[0]?.instancePath} ${validate.errors?.[0]?.message} in ${text}`;
}
