/** A version as one number, so that versions can be compared: 44.4.10 is 44004010. */
export function versionNumber(version: string): number {
	const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => parseInt(part, 10));
	return (major * 1000 + minor) * 1000 + patch;
}
