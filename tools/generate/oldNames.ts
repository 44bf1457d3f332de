import type { OldNames } from '../../nodes/NetSapiens/execute/operation';
import { fileOf, type PlannedResource } from './planned';
import type { LaidOut, LaidOutRequest } from './wants';
import type { OptionWords } from './words';

const choicesOf = ({ resource, operation }: LaidOut): Record<string, OptionWords> =>
	resource.words.operations?.[operation.value]?.choose?.options ?? {};

/** An operation with its older choices beside the present ones. */
function withOldChoices(laidOut: LaidOut): LaidOut {
	const { operation } = laidOut;
	const choices = choicesOf(laidOut);
	const older = laidOut.requests.flatMap((one): LaidOutRequest[] => {
		const { option } = one.request;
		if (!option) return [];
		return (choices[option.value]?.was ?? []).map((value) => ({
			...one,
			request: { ...one.request, option: { ...option, value, old: true as const } },
		}));
	});
	const requests = [...laidOut.requests, ...older];
	return {
		...laidOut,
		operation: { ...operation, requests: requests.map(({ request }) => request) },
		requests,
	};
}

/** An operation under its older values, and each choice that was an operation of its own. */
function olderOperations(laidOut: LaidOut): LaidOut[] {
	const { resource, operation, requests } = laidOut;
	const renamed = (resource.words.operations?.[operation.value]?.was ?? []).map((value) => ({
		...laidOut,
		operation: { ...operation, value, old: true as const },
	}));
	const takenIn = requests.flatMap((one) => {
		const was = choicesOf(laidOut)[one.request.option?.value ?? '']?.wasOperation ?? [];
		const alone = { ...one, request: { ...one.request, option: undefined } };
		return was.map((value) => ({
			resource,
			operation: {
				...operation,
				value,
				selector: undefined,
				requests: [alone.request],
				old: true as const,
			},
			requests: [alone],
		}));
	});
	return [...renamed, ...takenIn];
}

/**
 * All operations, and once more under the names that workflows may still hold from before a rename:
 * the panel shows their fields there too.
 */
export function withOldNames(operations: LaidOut[]): LaidOut[] {
	return operations
		.map(withOldChoices)
		.flatMap((one) => [one, ...olderOperations(one)])
		.flatMap((one) => [
			one,
			...(one.resource.words.was ?? []).map((value) => ({
				...one,
				resource: { ...one.resource, value },
			})),
		]);
}

/** What the node needs at run time: older name → present one. */
export function oldNameTable(operations: LaidOut[]): OldNames {
	const table: OldNames = { resources: {}, operations: {}, choices: {} };
	for (const { resource, operation } of operations) {
		const words = resource.words.operations?.[operation.value];
		for (const old of resource.words.was ?? []) table.resources[old] = resource.value;
		const set = (old: string, choice?: string) => {
			(table.operations[resource.value] ??= {})[old] = {
				operation: operation.value,
				...(choice !== undefined && { choice }),
			};
		};
		for (const old of words?.was ?? []) set(old);
		for (const [choice, { was, wasOperation }] of Object.entries(words?.choose?.options ?? {})) {
			for (const old of wasOperation ?? []) set(old, choice);
			for (const old of was ?? []) {
				((table.choices[resource.value] ??= {})[operation.value] ??= {})[old] = choice;
			}
		}
	}
	return table;
}

/** Older names that mean two things: a workflow that holds one could not be understood. */
export function oldNameMistakes(resources: PlannedResource[]): string[] {
	const levels = [
		{
			place: 'spec/resources',
			now: resources.map(({ value }) => value),
			old: resources.flatMap(({ words }) => words.was ?? []),
		},
		...resources.flatMap(({ value, words, operations }) => {
			const described = Object.entries(words.operations ?? {});
			const options = described.flatMap(([, { choose }]) => Object.values(choose?.options ?? {}));
			return [
				{
					place: fileOf(value),
					now: operations.map((operation) => operation.value),
					old: [
						...described.flatMap(([, { was = [] }]) => was),
						...options.flatMap(({ wasOperation = [] }) => wasOperation),
					],
				},
				...described.map(([operation, { choose }]) => ({
					place: `${fileOf(value)} (operations → ${operation})`,
					now: Object.keys(choose?.options ?? {}),
					old: Object.values(choose?.options ?? {}).flatMap(({ was = [] }) => was),
				})),
			];
		}),
	];
	return levels.flatMap(({ place, now, old }) => {
		const names = [...now, ...old];
		return old
			.filter((name, index) => names.indexOf(name) !== now.length + index)
			.map((name) => `${place}: "${name}" is an older name of one thing and a name of another.`);
	});
}
