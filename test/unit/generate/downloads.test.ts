import type { INodeProperties } from 'n8n-workflow';
import { optionsProperty } from '../../../nodes/NetSapiens/execute/options';
import { operations } from '../../../nodes/NetSapiens/generated/operations';

/** Names of the operations all of whose requests give files. */
const fileOperations = new Set(
	Object.values(operations).flatMap((ofResource) =>
		Object.entries(ofResource)
			.filter(([, operation]) => {
				const requests = 'selector' in operation ? Object.values(operation.options) : [operation];
				return requests.every(({ result }) => result === 'file');
			})
			.map(([name]) => name),
	),
);

test.each(['fileName', 'binaryField'])(
	'%s is offered where there is a file, and only there',
	(name) => {
		const option = (optionsProperty.options as INodeProperties[]).find((one) => one.name === name);
		const shown = option?.displayOptions?.show?.['/operation'] as string[];
		expect([...shown].sort()).toEqual([...fileOperations].sort());
	},
);

test.each(Object.entries(operations))(
	'%s: what gives files reads as another does',
	(_, ofResource) => {
		for (const [name, operation] of Object.entries(ofResource)) {
			if (!('download' in operation)) continue;
			const readers = Object.entries(ofResource).filter(
				([other, one]) => other !== name && 'id' in one && one.id === operation.id,
			);
			expect(readers.map(([other]) => other)).not.toEqual([]);
		}
	},
);
