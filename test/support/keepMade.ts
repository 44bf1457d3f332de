/** Before the tests of a project: makes once what a dozen of their files look at. */
import type { Config } from '@jest/types';

import { keepMade } from './made';

/** A file that is run by itself makes what it needs. */
export default async function setup({ nonFlagArgs }: Config.GlobalConfig): Promise<void> {
	if (nonFlagArgs.length === 0) await keepMade();
}
