import { operations } from '../../../nodes/NetSapiens/generated/operations';

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
