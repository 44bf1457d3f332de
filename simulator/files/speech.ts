/** About as long as reading a text aloud takes, in seconds. */
export const spokenSeconds = (text: string): number =>
	Math.max(1, Math.round(text.split(/\s+/).filter(Boolean).length * 0.4));
