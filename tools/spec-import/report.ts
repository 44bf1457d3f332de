import { corrections } from './corrections';
import type { Built } from './spec';
import { methods, operationId, type Operation, type ScopeRow, type Spec } from './types';

function operationsOf(spec: Spec | undefined): Map<string, Operation> {
	return new Map(
		Object.entries(spec?.paths ?? {}).flatMap(([key, item]) =>
			methods.flatMap((method) => {
				const operation = item[method];
				return operation ? [[operationId(method, key), operation] as const] : [];
			}),
		),
	);
}

/** The facts of an operation with shared schemas written out, so that a changed one shows. */
function expanded(operation: Operation, spec: Spec): string {
	const open: string[] = [];
	const replacer = (_: string, value: unknown): unknown => {
		const ref = (value as { $ref?: unknown } | null)?.$ref;
		return typeof ref === 'string' && !open.includes(ref) ? write(ref) : value;
	};
	const write = (ref: string): unknown => {
		open.push(ref);
		const schema = spec.components.schemas[ref.split('/').pop()!] ?? { missing: ref };
		const text: unknown = JSON.parse(JSON.stringify(schema, replacer));
		open.pop();
		return text;
	};
	return JSON.stringify(operation, replacer);
}

const section = (title: string, lines: string[]) =>
	lines.length > 0 ? [`${title} (${lines.length})`, ...lines.map((line) => `  ${line}`), ''] : [];

const rowLine = ({ method, key, since }: ScopeRow) => `${operationId(method, key)}  since ${since}`;

/**
 * What an import changes, for people.
 *
 * @param built - The new spec.
 * @param before - The spec as it stands, if there is one.
 */
export function report(built: Built, before: Spec | undefined): string {
	const [old, now] = [operationsOf(before), operationsOf(built.spec)];
	const added = [...now.keys()].filter((id) => !old.has(id));
	const gone = [...old.keys()].filter((id) => !now.has(id));
	const changed = [...now.keys()].filter(
		(id) => old.has(id) && expanded(old.get(id)!, before!) !== expanded(now.get(id)!, built.spec),
	);
	const applied = corrections.filter(({ id }) => built.matches.has(id));
	const idle = corrections.filter(({ id }) => !built.matches.has(id) && !built.earlier.has(id));
	return [
		`${now.size} operations, version ${built.spec.info.version}`,
		'',
		...section('Added', added),
		...section('Gone', gone),
		...section('Changed', changed),
		...section('In the scope, but in no document', built.missing.map(rowLine)),
		...section('In a document, but not in the scope', built.unlisted.map(rowLine)),
		...section(
			'Corrections applied',
			applied.map(({ id }) => `${id}: ${built.matches.get(id)} place(s)`),
		),
		...section(
			'Corrections that found nothing to mend',
			idle.map(({ id }) => id),
		),
		added.length + gone.length + changed.length === 0 ? 'Nothing changed.' : '',
	]
		.join('\n')
		.trimEnd();
}
