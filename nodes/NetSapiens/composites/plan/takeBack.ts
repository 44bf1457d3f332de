import type { IDataObject } from 'n8n-workflow';
import type { Api } from '../../transport/api';
import { saysMissing } from '../../transport/known';
import type { Step } from './plan';
import { send } from './request';

/** A step that was sent, and what came back. */
export interface Sent {
	step: Step;
	answer: IDataObject | undefined;
	/** Whether it is known to be done; otherwise it may be. */
	certain: boolean;
}

/** What became of the steps that were to be taken back, by their titles. */
export interface TakenBack {
	undone: string[];
	/** Still as the step made it, with the reason. */
	kept: string[];
}

/** Takes steps back, the last one first. One that fails does not keep the others from being tried. */
export async function takeBack(api: Api, sent: Sent[], itemIndex: number): Promise<TakenBack> {
	const outcome: TakenBack = { undone: [], kept: [] };
	for (const { step, answer } of sent.toReversed()) {
		const { title, undo } = step;
		if (undo === 'nothing') continue;
		const act = typeof undo === 'function' ? undo(answer) : undo;
		if (!act) {
			outcome.kept.push(`${title} (cannot be undone)`);
			continue;
		}
		try {
			await send(api, act, itemIndex, []);
			outcome.undone.push(title);
		} catch (error) {
			if (saysMissing(error)) outcome.undone.push(title);
			else outcome.kept.push(`${title} (${(error as Error).message})`);
		}
	}
	return outcome;
}
