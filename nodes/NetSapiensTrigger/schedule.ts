import type { CronExpression } from 'n8n-workflow';

/** Whole parts of a minute or hour, so that a cron expression can say "every". */
const SECONDS = [30, 20, 15, 10, 5, 4];
const MINUTES = [15, 10, 6, 5, 4, 3, 2, 1];

/**
 * When to look after subscriptions: at least three times in their lifetime, and every 15 minutes at
 * most, which is how long a subscription that the server lost is missed.
 *
 * @param seed spreads the triggers of all workflows over the minute
 * @returns a cron expression with six fields, seconds first
 */
export function renewalCron(lifetimeMinutes: number, seed: string): CronExpression {
	const third = (lifetimeMinutes * 60) / 3;
	if (third < 60) {
		const every = SECONDS.find((seconds) => seconds <= third) ?? 4;
		return `*/${every} * * * * *`;
	}
	const every = MINUTES.find((minutes) => minutes * 60 <= third) ?? 1;
	const sum = [...seed].reduce((total, letter) => total + letter.charCodeAt(0), 0);
	return `${sum % 60} */${every} * * * *`;
}
