/** What a tag releases, and what the change log says of it. */

export interface Release {
	/** Where its package.json is, from the root. */
	folder: string;
	version: string;
}

/**
 * @param tag `v1.2.3` for this package, `nexogy-dna-1.2.3` for a companion of ours
 * @throws Error when the tag is neither
 */
export function releaseOf(tag: string): Release {
	const [, name, version] = /^(?:v|([a-z][a-z-]*)-)(\d+\.\d+\.\d+)$/.exec(tag) ?? [];
	if (!version) throw new Error(`"${tag}" is no tag of a release; one is v1.2.3, for example.`);
	return { folder: name ? `companions/n8n-nodes-${name}` : '.', version };
}

/**
 * The part of a change log about one version, without its heading.
 *
 * @param version `1.2.3`, or `Unreleased`
 * @throws Error when the change log has no such part, or nothing in it
 */
export function notesOf(changelog: string, version: string): string {
	const parts = changelog.split(/^## /m).slice(1);
	const part = parts.find((one) => /^\[?([^\s\]]+)/.exec(one)?.[1] === version);
	const notes = part?.replace(/^.*\n/, '').trim();
	if (!notes) throw new Error(`CHANGELOG.md says nothing under "## ${version}".`);
	return notes;
}
