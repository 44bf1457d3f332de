import type { Finding, Server } from './compare';

/** What people read about one operation that does not fit a server. */
export interface Problem {
	resource: string;
	operation: string;
	problem: 'missing' | 'different';
	what: string;
	/** The core version that it needs, where the server's is older. */
	needs: string | null;
	/** Method and path, for those who look it up. */
	path: string;
}

/** Puts a finding into words. */
export function problemOf(finding: Finding, { version }: Server): Problem {
	const { offered, missing } = finding;
	const { method, path, since } = offered.request;
	return {
		resource: offered.resource,
		operation: offered.operation,
		problem: missing ? 'missing' : 'different',
		what: missing ? missingWords(missing, since, version) : differentWords(finding),
		needs: missing === 'newer' ? since : null,
		path: `${method} ${path}`,
	};
}

const MAY_WORK = 'It may work all the same: try it before you rely on it.';

function missingWords(
	missing: NonNullable<Finding['missing']>,
	since: string,
	version = '',
): string {
	switch (missing) {
		case 'newer':
			return `It came with version ${since}, and this server has ${version}.`;
		case 'method':
			return `The document of this server has its path, but not for this. ${MAY_WORK}`;
		default:
			return `The document of this server does not have it. ${MAY_WORK}`;
	}
}

function differentWords({ requires, renamed }: Finding): string {
	const places = new Set([...requires, ...renamed].map((field) => field.in));
	const sentences = [
		requires.length > 0 &&
			`This server requires ${quoted(requires.map(({ name }) => name))}, which the form does not have.`,
		...renamed.map(({ name, theirs }) => `This server calls "${name}" "${theirs.trim()}".`),
		`If it does not work, add what is missing under Options → ${[...places].map((place) => OPTIONS[place]).join(' or ')}.`,
	];
	return sentences.filter(Boolean).join(' ');
}

const OPTIONS = {
	body: 'Additional Body Fields (JSON)',
	query: 'Additional Query Parameters (JSON)',
};

function quoted(names: string[]): string {
	return names.map((name) => `"${name.trim()}"`).join(', ');
}

/** How many of each kind there are. */
export interface Counts {
	compared: number;
	missing: number;
	different: number;
}

/** @param compared how many operations could be compared */
export function countsOf(problems: Problem[], compared: number): Counts {
	const count = (kind: Problem['problem']) =>
		problems.filter(({ problem }) => problem === kind).length;
	return { compared, missing: count('missing'), different: count('different') };
}

/** The outcome in a sentence or two. */
export function summaryOf({ compared, missing, different }: Counts, { version }: Server): string {
	const who = `This server (${version === undefined ? 'version unknown' : `version ${version}`})`;
	if (compared === 0) {
		return `${who} could not be compared: it gave neither its version nor an OpenAPI document.`;
	}
	if (missing + different === 0) return `${who} has all ${compared} operations of this package.`;
	const parts = [
		missing > 0 && `lacks ${missing}`,
		different > 0 && `asks for something else in ${different}`,
	];
	return `${who} ${parts.filter(Boolean).join(' and ')} of the ${compared} operations of this package. All others fit.`;
}
