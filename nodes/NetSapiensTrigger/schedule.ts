import type { CronExpression } from 'n8n-workflow';

/** Whole parts of an hour or minute, so that a cron expression can say "every". */
const INTERVALS = [900, 600, 360, 300, 240, 180, 120, 60, 30, 20, 15, 10, 5];
const SHORTEST = 4;

/**
 * How often to look after subscriptions: at least three times in their lifetime, and every 15
 * minutes at most, which is how long a subscription that the server lost is missed.
 *
 * @returns seconds
 */
export function renewalSeconds(lifetimeMinutes: number): number {
	const third = (lifetimeMinutes * 60) / 3;
	return INTERVALS.find((seconds) => seconds <= third) ?? SHORTEST;
}

/**
 * @param seed spreads the triggers of all workflows over the minute
 * @returns a cron expression with six fields, seconds first
 */
export function renewalCron(lifetimeMinutes: number, seed: string): CronExpression {
	const every = renewalSeconds(lifetimeMinutes);
	if (every < 60) return `*/${every} * * * * *`;
	const sum = [...seed].reduce((total, letter) => total + letter.charCodeAt(0), 0);
	return `${sum % 60} */${every / 60} * * * *`;
}
