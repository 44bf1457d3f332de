import fc from '../../../support/fastCheck';
import { Keys } from '../../../../nodes/NetSapiens/execute/pages/keys';

const settings = fc.array(fc.tuple(fc.nat(60), fc.nat(9)), { maxLength: 200 });

test('without a limit it is a map', () => {
	fc.assert(
		fc.property(settings, (entries) => {
			const keys = new Keys<number>(Infinity);
			for (const [key, value] of entries) keys.set(key, value);
			const map = new Map(entries);
			for (let key = 0; key <= 60; key++) expect(keys.get(key)).toBe(map.get(key));
		}),
	);
});

test('with one it knows the first and the last keys, and nothing wrong', () => {
	const most = 5;
	fc.assert(
		fc.property(settings, (entries) => {
			const keys = new Keys<number>(most);
			for (const [key, value] of entries) keys.set(key, value);
			const map = new Map(entries);
			for (let key = 0; key <= 60; key++) {
				if (keys.has(key)) expect(keys.get(key)).toBe(map.get(key));
			}
			const distinct = [...map.keys()];
			const last = [...new Set(entries.toReversed().map(([key]) => key))].slice(0, most);
			for (const key of [...distinct.slice(0, most), ...last]) expect(keys.has(key)).toBe(true);
		}),
	);
});

test('it forgets what is neither', () => {
	const keys = new Keys<number>(5);
	for (let key = 0; key < 1000; key++) keys.set(key, key);
	const known = Array.from({ length: 1000 }, (_, key) => key).filter((key) => keys.has(key));
	expect(known.length).toBeLessThanOrEqual(15);
});
