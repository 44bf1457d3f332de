import { wrongWith } from '../../support/arrival';
import type { Offered } from '../../support/operations';
import { Recorder } from '../../support/recorder';

/** Tests for each of these operations that what is filled in arrives, and nothing else. */
export function everyValueArrives(operations: Offered[]): void {
	let recorder: Recorder;
	beforeAll(async () => (recorder = await Recorder.start()));
	afterAll(async () => await recorder.stop());

	test.each(operations.map((one) => [one.title, one] as const))('%s', async (_, one) => {
		expect(await wrongWith(recorder, one)).toEqual([]);
	});
}
