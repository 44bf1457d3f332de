/** Links that lead out of the repository. */

/** Hosts that no one answers at: examples and this machine. */
const NOWHERE =
	/^(localhost|server|[\d.]+|\[.*|.*\.(example|invalid|test)|(.*\.)?example\.(com|net|org))$/i;

/** @returns each address in a text once, without its fragment */
export function outsideLinks(text: string): string[] {
	const found = text.match(/https?:\/\/[^\s"'`<>()[\]{}|\\*]+/g) ?? [];
	const links = found.map((link) => link.replace(/[.,;:!?…]+$/, '').replace(/#.*$/, ''));
	return [...new Set(links)].filter(leadsSomewhere);
}

function leadsSomewhere(link: string): boolean {
	if (!URL.canParse(link)) return false;
	const { hostname } = new URL(link);
	return hostname.includes('.') && !NOWHERE.test(hostname);
}

/** @returns what is wrong with a link, or nothing */
export async function problemOf(link: string): Promise<string | undefined> {
	try {
		const response = await fetch(link, { signal: AbortSignal.timeout(20_000) });
		await response.body?.cancel();
		return response.ok ? undefined : `answered ${response.status}`;
	} catch (error) {
		return `did not answer: ${(error as Error).message}`;
	}
}
