/** Whether a value of a request says yes, in any of the words that servers take for it. */
export const isYes = (value: unknown): boolean => ['yes', 'true', '1'].includes(String(value));
