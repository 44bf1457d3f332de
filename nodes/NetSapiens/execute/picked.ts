import type { IDataObject } from 'n8n-workflow';

/** All that n8n keeps with the choice of a picker. */
const KEYS = ['__rl', 'mode', 'value', 'cachedResultName', 'cachedResultUrl'];

/**
 * What a picker holds: the identifier that was chosen or typed; any other value as it is. n8n takes it
 * out of pickers in view, but not of those in collections and rows.
 */
export function picked(value: unknown): unknown {
	return isPicker(value) ? value.value : value;
}

/** Whether a value is as n8n stores a picker's, the mark of which its presets lack. */
function isPicker(value: unknown): value is IDataObject {
	if (typeof value !== 'object' || value === null) return false;
	const keys = Object.keys(value);
	return 'mode' in value && 'value' in value && keys.every((key) => KEYS.includes(key));
}
