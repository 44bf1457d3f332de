import { refName } from '../../spec/references';
import { corrections } from './corrections';
import { bodySchema, okSchema } from './draft';
import { counted, fieldsOf, renamesOf, type Rename } from './renames';
import type { Built } from './spec';
import { methods, operationId, type Operation, type ScopeRow, type Spec } from './types';

/** How two specs differ. */
export interface Difference {
	added: string[];
	gone: string[];
	/** Changed operations with what changed in them. */
	changed: { id: string; what: string }[];
	/** Names that seem to have become others. */
	renamed: Rename[];
}

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

/** A part of an operation with shared schemas written out, so that a change in one of them shows. */
function expanded(part: unknown, spec: Spec): string {
	const open: string[] = [];
	const replacer = (_: string, value: unknown): unknown => {
		const ref = (value as { $ref?: unknown } | null)?.$ref;
		return typeof ref === 'string' && !open.includes(ref) ? written(ref) : value;
	};
	const written = (ref: string): unknown => {
		open.push(ref);
		const schema = spec.components.schemas[refName(ref) ?? ''] ?? { missing: ref };
		const plain: unknown = JSON.parse(JSON.stringify(schema, replacer));
		open.pop();
		return plain;
	};
	return JSON.stringify(part, replacer) ?? '';
}

/** The names on one side and not on the other, as `+new −old`. */
function names(before: string[], now: string[]): string {
	const added = now.filter((name) => !before.includes(name)).map((name) => `+${name}`);
	const gone = before.filter((name) => !now.includes(name)).map((name) => `-${name}`);
	return [...added, ...gone].join(' ');
}

const parameterNames = ({ parameters }: Operation) => parameters.map(({ name }) => name);

const bodyNames = (operation: Operation, spec: Spec) =>
	Object.keys(fieldsOf(bodySchema(operation), spec));

const answerNames = (operation: Operation, spec: Spec) =>
	Object.keys(fieldsOf(okSchema(operation), spec));

/** The answers when all went well; documents differ at random in the errors they list. */
const goodAnswers = ({ responses }: Operation) =>
	Object.entries(responses).filter(([status]) => status.startsWith('2'));

/** What changed in an operation, or an empty text. Where it is documented and since when are no facts of it. */
function whatChanged(before: Operation, now: Operation, old: Spec, fresh: Spec): string {
	const differs = (part: (operation: Operation) => unknown) =>
		expanded(part(before), old) !== expanded(part(now), fresh);
	return [
		differs(({ parameters }) => parameters) &&
			`parameters ${names(parameterNames(before), parameterNames(now))}`,
		differs(({ requestBody }) => requestBody) &&
			`body ${names(bodyNames(before, old), bodyNames(now, fresh))}`,
		differs(goodAnswers) && `answer ${names(answerNames(before, old), answerNames(now, fresh))}`,
		differs(({ security, deprecated, tags }) => ({ security, deprecated, tags })) &&
			'group or access',
	]
		.filter((part) => part !== false)
		.map((part) => part.trim())
		.join(', ');
}

/**
 * Compares two specs.
 *
 * @param now - The new one.
 * @param before - The one it replaces, if there is one.
 */
export function compare(now: Spec, before: Spec | undefined): Difference {
	const [old, fresh] = [operationsOf(before), operationsOf(now)];
	const both = [...fresh].flatMap(([id, operation]) => {
		const earlier = old.get(id);
		return earlier && before ? [{ id, operation, earlier, before }] : [];
	});
	return {
		added: [...fresh.keys()].filter((id) => !old.has(id)),
		gone: [...old.keys()].filter((id) => !fresh.has(id)),
		changed: both.flatMap(({ id, operation, earlier, before: from }) => {
			const what = whatChanged(earlier, operation, from, now);
			return what === '' ? [] : [{ id, what }];
		}),
		renamed: counted(
			both.flatMap(({ operation, earlier, before: from }) =>
				renamesOf([earlier, from], [operation, now]),
			),
		),
	};
}

const section = (title: string, lines: string[]) =>
	lines.length > 0 ? [`${title} (${lines.length})`, ...lines.map((line) => `  ${line}`), ''] : [];

const rowLine = ({ method, key, since }: ScopeRow) => `${operationId(method, key)}  since ${since}`;

/**
 * What an import changes, for people.
 *
 * @param built - The new spec.
 * @param difference - How it differs from the one that stands.
 */
export function report(built: Built, { added, gone, changed, renamed }: Difference): string {
	const applied = corrections.filter(({ id }) => built.matches.has(id));
	const idle = corrections.filter(({ id }) => !built.matches.has(id) && !built.earlier.has(id));
	const missing = built.missing.filter(
		({ method, key }) => !gone.includes(operationId(method, key)),
	);
	const same = added.length + gone.length + changed.length === 0;
	return [
		`${built.scope.length} operations, version ${built.spec.info.version}`,
		'',
		...section('Added', added),
		...section('Gone', gone),
		...section(
			'Changed',
			changed.map(({ id, what }) => `${id}: ${what}`),
		),
		...section(
			'Renamed, as it seems',
			renamed.map(({ from, to, places }) => `${from} is ${to} now: ${places}`),
		),
		...section('In the scope, but in no document', missing.map(rowLine)),
		...section('In a document, but not in the scope', built.unlisted.map(rowLine)),
		...section(
			'Corrections applied',
			applied.map(({ id }) => `${id}: ${built.matches.get(id)}`),
		),
		...section(
			'Corrections that found nothing to mend',
			idle.map(({ id }) => id),
		),
		...(same ? ['No operation changed.'] : []),
	]
		.join('\n')
		.trimEnd();
}
