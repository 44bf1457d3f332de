import type { IDataObject } from 'n8n-workflow';
import type { Settings } from './settings';

/**
 * Why so many deletions must not be carried out; undefined when they may.
 *
 * @param there how many records there are
 * @param path the domain, or the user of a domain, for the message
 */
export function guard(
	deletions: number,
	there: number,
	path: IDataObject,
	{ maxDeletions, maxDeletionsPercent }: Settings,
): string | undefined {
	const percent = there === 0 ? 0 : (100 * deletions) / there;
	const limits = [
		deletions > maxDeletions && `${maxDeletions}, the limit of Options → Maximum Deletions`,
		percent > maxDeletionsPercent &&
			`${maxDeletionsPercent}%, the limit of Options → Maximum Deletions (%)`,
	].filter((limit) => limit !== false);
	if (limits.length === 0) return undefined;
	const where = Object.values(path).toReversed().join('@');
	return `Mirror would delete ${deletions} of ${there} records (${Math.ceil(percent)}%) of ${where}, which is more than ${limits.join(', and more than ')}. Nothing was changed. Look at them with Dry Run; if they are to go, raise the limit.`;
}
