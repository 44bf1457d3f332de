import { okSchema, resolve, type Draft } from '../draft';
import type { Operation, Parameter } from '../types';
import { eachOperation, inPath, lastSegment, same, wirePath, type Correction } from './correction';

/** Lists whose path ends in a placeholder that names the list and not a record. */
const listsByName = [
	'/config-definitions/{config-name}',
	'/domains/{domain}/callqueuereport/abandoned/{callqueue}',
	'/domains/{domain}/users/{user}/voicemails/{folder}',
];

function isList(key: string, operation: Operation, draft: Draft): boolean {
	const path = wirePath(key);
	if (path.endsWith('}') && !listsByName.includes(path)) return false;
	return lastSegment(key) !== 'count' && resolve(okSchema(operation), draft)?.type === 'array';
}

const paging: Parameter[] = [
	{
		name: 'start',
		in: 'query',
		required: false,
		schema: { type: 'integer', default: 0, minimum: 0 },
	},
	{
		name: 'limit',
		in: 'query',
		required: false,
		schema: { type: 'integer', default: 100, minimum: 1, maximum: 1000 },
	},
];
const isPaging = ({ in: place, name }: Parameter) =>
	place === 'query' && (name === 'start' || name === 'limit');

/** Reads metrics over time: its start and end are times, not places in a list. */
const metrics = '/insight/{label}';

const placeholders = (key: string) =>
	[...wirePath(key).matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!);

/** What is wrong with the parameters of paths, queries and headers. */
export const parameterCorrections: Correction[] = [
	{
		id: 'no-authorization-parameter',
		reason:
			'The Authorization header belongs to the credential and is no parameter of an operation.',
		mend: eachOperation(({ operation }) => {
			const kept = operation.parameters.filter(
				({ in: place, name }) => place !== 'header' || name.toLowerCase() !== 'authorization',
			);
			const changed = kept.length < operation.parameters.length;
			operation.parameters = kept;
			return changed;
		}),
	},
	{
		id: 'path-parameters-declared',
		reason:
			'Every placeholder of a path is a parameter; the operation that stood under DELETE / declares none.',
		mend: eachOperation(({ key, operation }) => {
			const declared = operation.parameters.filter(({ in: place }) => place === 'path');
			const missing = placeholders(key).filter(
				(name) => !declared.some((parameter) => parameter.name === name),
			);
			operation.parameters.unshift(...missing.map(inPath));
			return missing.length > 0;
		}),
	},
	{
		id: 'lists-take-paging',
		reason:
			'Every list takes start (0-based) and limit, both integers, though many do not declare them.',
		mend: eachOperation(({ method, key, operation }, draft) => {
			if (method !== 'get' || !isList(key, operation, draft)) return false;
			const others = operation.parameters.filter((parameter) => !isPaging(parameter));
			const wanted = [...others, ...structuredClone(paging)];
			if (same(operation.parameters, wanted)) return false;
			operation.parameters = wanted;
			const older = operation['x-older-fields'];
			operation['x-older-fields'] = older?.filter(
				(name) => !paging.some((one) => one.name === name),
			);
			return true;
		}),
	},
	{
		id: 'only-lists-take-paging',
		reason: 'A count or a single record is one object; start and limit mean nothing to it.',
		mend: eachOperation(({ key, operation }, draft) => {
			if (key === metrics || !operation.parameters.some(isPaging)) return false;
			if (isList(key, operation, draft)) return false;
			operation.parameters = operation.parameters.filter((parameter) => !isPaging(parameter));
			return true;
		}),
	},
];
