import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';
import { textOf } from '../inventory/records';

/** One part of an answer rule, such as forward-no-answer. */
export interface Feature {
	isOn: boolean;
	/** Where calls are sent, each as the server writes it: `101;delay=15`, `vmail_101`. */
	targets: string[];
}

/** What a user's phone does with calls in a timeframe. */
export interface Rule {
	/** `*` is the one for all other times. */
	timeframe: string;
	isOn: boolean;
	order: number;
	/** Whether it is the one in force at this time. */
	isActive: boolean;
	feature(name: string): Feature;
}

/** Reads an answer rule in whatever dialect. */
export function ruleOf(record: IDataObject): Rule {
	const { get } = spelled(record, 'answerRule');
	return {
		timeframe: textOf(get('time-frame')),
		isOn: isOn(get('enabled')),
		order: Number(get('order')) || 0,
		isActive: ['yes', 'true', '1'].includes(textOf(get('is-active')).toLowerCase()),
		feature: (name) => featureOf(get(name)),
	};
}

/** Servers leave out what is as preset, and rules are on. */
const isOn = (value: unknown) => !['no', 'false', '0'].includes(textOf(value).toLowerCase());

function featureOf(value: unknown): Feature {
	const { enabled, parameters } = (value ?? {}) as { enabled?: unknown; parameters?: unknown };
	const texts = [parameters ?? []].flat().map(textOf);
	return { isOn: textOf(enabled).toLowerCase() === 'yes', targets: joined(texts) };
}

/** Names with blanks come in parts: `9100`, `(Front`, `Desk)` (facts: answer rule). */
function joined(texts: string[]): string[] {
	const targets: string[] = [];
	let isOpen = false;
	for (const text of texts) {
		if (isOpen || text.startsWith('(')) {
			isOpen = !text.endsWith(')');
			continue;
		}
		if (text !== '') targets.push(text);
	}
	return targets;
}
