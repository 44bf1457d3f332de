import { wrongWith } from '../../support/arrival';
import type { Offered } from '../../support/operations';
import { Recorder } from '../../support/recorder';
import { known } from './known';

/** Tests for each of these operations that what is filled in arrives, and nothing else. */
export function everyValueArrives(operations: Offered[]): void {
	let recorder: Recorder;
	beforeAll(async () => (recorder = await Recorder.start()));
	afterAll(async () => await recorder.stop());

	for (const one of operations) {
		const run = one.title in known ? test.failing : test;
		run(one.title, async () => expect(await wrongWith(recorder, one)).toEqual([]));
	}
}
