import { apiRequestProperties } from '../../nodes/NetSapiens/execute/customRequest';
import { columnTable, previewOf, readColumns } from './answers';
import { assemble } from './assemble';
import { checkWords } from './checks';
import { compositeTable } from './composites';
import { meaningTable, spellingTable } from './dialects';
import { moduleOf } from './emit';
import { optionsOf } from './fixedProperties';
import { formOf } from './form';
import { withRowsInView } from './rowsInView';
import { oldNameTable, withOldNames } from './oldNames';
import { pickerTable } from './pickers';
import { plan } from './plan';
import type { PlannedResource } from './planned';
import { referenceOf } from './reference';
import { readSpec, type OpenApiDocument } from './spec';
import { subtitleOf } from './subtitle';
import { operationTable } from './table';
import type { Words } from './words';

const node = 'nodes/NetSapiens';

/** Everything the generator makes of facts and words, before it becomes text. */
export function build(document: OpenApiDocument, words: Words) {
	const operations = readSpec(document);
	const resources = plan(operations, words);
	checkWords(resources, operations, words);
	const laidOut = resources.flatMap((resource) =>
		withRowsInView(
			resource.operations.map((operation) => ({
				resource,
				operation,
				requests: operation.requests.map((request) => ({
					request,
					form: formOf(request, resource, words),
				})),
			})),
		),
	);
	const everyName = withOldNames(laidOut);
	const properties = assemble(everyName);
	return {
		resources: resources.flatMap(resourceOptions),
		laidOut,
		properties,
		actionInWords: subtitleOf([...apiRequestProperties, ...properties]),
		oldNames: oldNameTable(laidOut),
		table: operationTable(laidOut, new Map(operations.map((one) => [one.id, one])), words.dialects),
		composites: compositeTable(laidOut, words.dialects),
		pickers: pickerTable(words, operations),
		spellings: spellingTable(words.dialects),
		meanings: meaningTable(words.dialects),
		columns: columnTable(everyName),
	};
}

function resourceOptions({ name, value, description, words }: PlannedResource) {
	const option = { name, value, ...(description !== undefined && { description }) };
	const older = (words.was ?? []).map((old) => ({ ...option, value: old, old: true as const }));
	return optionsOf('resource', [option, ...older]);
}

/** The files to write, by path from the repository's root. */
export function filesOf(built: ReturnType<typeof build>): Map<string, string> {
	const files = new Map<string, string>();
	files.set(
		`${node}/generated/properties.ts`,
		moduleOf("import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';", [
			['resources: INodePropertyOptions[]', built.resources],
			['properties: INodeProperties[]', built.properties],
			['actionInWords', built.actionInWords],
		]),
	);
	files.set(
		`${node}/generated/operations.ts`,
		moduleOf("import type { OldNames, OperationTable } from '../execute/operation';", [
			['operations: OperationTable', built.table],
			['oldNames: OldNames', built.oldNames],
		]),
	);
	files.set(
		`${node}/generated/composites.ts`,
		moduleOf("import type { FormTable } from '../execute/operation';", [
			['composites: FormTable', built.composites],
		]),
	);
	files.set(
		`${node}/generated/pickers.ts`,
		moduleOf("import type { Picker } from '../execute/operation';", [
			['pickers: Record<string, Picker>', built.pickers],
		]),
	);
	files.set(
		`${node}/generated/spellings.ts`,
		moduleOf('', [['spellings: Record<string, string[][]>', built.spellings]]),
	);
	files.set(`${node}/generated/meanings.ts`, moduleOf('', [['meanings', built.meanings]]));
	files.set(
		`${node}/generated/columns.ts`,
		moduleOf("import type { ColumnTable } from '../execute/operation';", [
			['columns: ColumnTable', built.columns],
		]),
	);
	const reads = readColumns(built.laidOut);
	for (const laidOut of built.laidOut) {
		const { resource, operation } = laidOut;
		files.set(
			`${node}/__schema__/v1.0.0/${resource.value}/${operation.value}.json`,
			`${JSON.stringify({ ...previewOf(laidOut, reads), version: 1 })}\n`,
		);
	}
	for (const [file, text] of referenceOf(built.laidOut)) files.set(file, text);
	return files;
}
