import { oneOf, toggle, wholeNumber } from '../../execute/scalars';
import type { Call } from '../../execute/call';
import { countries, type Country } from '../../numbers/countries';
import { aboutItem } from './aboutItem';

/** What is to be done with records that differ, or that are not wanted. */
type Mode = 'add' | 'addAndUpdate' | 'mirror';

/** What holds for all items of a sync. */
export interface Settings {
	/** A field, or `anyPhone`. */
	matchBy: string;
	mode: Mode;
	dryRun: boolean;
	/** Where phone numbers without a country code are. */
	country: Country;
	maxDeletions: number;
	maxDeletionsPercent: number;
	returns: 'changed' | 'all' | 'summary';
}

/** What the form asks, by parameter, with the labels for messages. */
const LABELS = {
	matchBy: 'Match By',
	syncMode: 'Mode',
	dryRun: 'Dry Run',
	defaultCountry: 'Default Country',
	maxDeletions: 'Maximum Deletions',
	maxDeletionsPercent: 'Maximum Deletions (%)',
	returnRecords: 'Return',
};

/**
 * The settings, which have to be the same for all items.
 *
 * @throws UserError naming the setting that does not fit
 * @throws NodeOperationError of the first item that says something else than the one before
 */
export function readSettings(calls: [Call, ...Call[]]): Settings {
	const [first] = calls;
	for (const [name, label] of Object.entries(LABELS)) {
		const odd = calls.find(({ values }) => values.query[name] !== first.values.query[name]);
		if (odd) throw aboutItem(odd, `"${label}" has to be the same for all items.`);
	}
	const { query } = first.values;
	const { by } = first.form.sync!;
	const iso = oneOf(query.defaultCountry ?? 'US', LABELS.defaultCountry, Object.keys(countries));
	return {
		matchBy: by.length > 1 ? oneOf(query.matchBy, LABELS.matchBy, by) : by[0]!,
		mode: oneOf(query.syncMode, LABELS.syncMode, ['add', 'addAndUpdate', 'mirror']),
		dryRun: toggle(query.dryRun ?? false, LABELS.dryRun),
		country: countries[iso]!,
		maxDeletions: wholeNumber(query.maxDeletions ?? 50, LABELS.maxDeletions, { min: 0 }),
		maxDeletionsPercent: wholeNumber(query.maxDeletionsPercent ?? 10, LABELS.maxDeletionsPercent, {
			min: 0,
			max: 100,
		}),
		returns: oneOf(query.returnRecords ?? 'changed', LABELS.returnRecords, [
			'changed',
			'all',
			'summary',
		]),
	};
}
