import { dialects } from '../../simulator/dialect/data';
import { switches, type SwitchName } from '../../simulator/switches';
import type { Sight } from './sight';
import type { Findings } from './verify';

/** A report as it may be attached to an issue: what the server is like, and nothing of what is on it. */
export interface Report {
	package: string;
	server: { version: string | null; document: string | null };
	credential: { by: string; scope: string | null };
	requests: number;
	dialect: { name: string | null; agrees: number; disagrees: number };
	/** A simulator like this server. */
	simulator: string;
	switches: Array<{ switch: string; position: string | null; usual: string; how: string }>;
	names: Array<{ record: string; documented: string; says: string }>;
	unknownColumns: Record<string, number>;
	operations: {
		compared: number;
		missing: number;
		different: number;
		source: string;
		problems: Findings['problems'];
	};
}

/** @param version of this package */
export function reportOf(findings: Findings, version: string): Report {
	const { fits, sights, names, problems, counts, withoutDocument } = findings;
	const [best] = fits;
	const name = positionOf(sights, 'record-names');
	return {
		package: version,
		server: {
			version: findings.serverVersion ?? null,
			document: findings.documentVersion ?? null,
		},
		credential: {
			by: findings.signedInBy === 'key' ? 'API key' : 'user name and password',
			scope: findings.scope ?? null,
		},
		requests: findings.requests,
		dialect: { name: name ?? null, agrees: best?.agrees ?? 0, disagrees: best?.disagrees ?? 0 },
		simulator: simulatorLike(findings),
		switches: sights.map(({ switch: one, position, how }) => ({
			switch: one,
			position: position ?? null,
			usual: usual(one),
			how,
		})),
		names: names.map(({ record, name: documented, says }) => ({ record, documented, says })),
		unknownColumns: findings.unknownCounts,
		operations: {
			...counts,
			source: withoutDocument
				? `versions that operations came with, as ${withoutDocument}`
				: 'OpenAPI document of the server',
			problems,
		},
	};
}

function positionOf(sights: Sight[], name: SwitchName): string | undefined {
	return sights.find((sight) => sight.switch === name)?.position;
}

/** Where a switch stands unless something else is said. */
function usual(name: SwitchName): string {
	return switches[name].values[0];
}

/** The command that starts a simulator which behaves as the server did. */
function simulatorLike({ serverVersion, sights }: Findings): string {
	const dialect = positionOf(sights, 'record-names');
	const base: Record<string, string> = (dialect && dialects[dialect]?.switches) || {};
	const settings = sights.filter(
		({ switch: name, position }) =>
			position !== undefined && name !== 'record-names' && position !== (base[name] ?? usual(name)),
	);
	const version = serverVersion === dialects[dialect ?? '']?.version ? undefined : serverVersion;
	return [
		'npm run simulator --',
		dialect && `--dialect ${dialect}`,
		version && `--version ${version}`,
		...settings.map(({ switch: name, position }) => `--switch ${name}=${position}`),
	]
		.filter(Boolean)
		.join(' ');
}

/** The report for people to read, and to attach. */
export function markdownOf(report: Report): string {
	const { server, credential, dialect, operations } = report;
	const told = report.switches.filter(({ position }) => position !== null);
	const untold = report.switches.filter(({ position }) => position === null);
	return `${[
		'# What a server is like',
		`Written by \`npm run verify\` of n8n-nodes-netsapiens-pbx ${report.package}. It holds no names, numbers, domains, hosts, identifiers or secrets of the server: names below are those of columns, and words are those of this package.`,
		table(
			['', ''],
			[
				['Server version', server.version ?? 'unknown'],
				['Version in its own document', server.document ?? 'none'],
				['Signed in by', credential.by],
				['Scope', credential.scope ?? 'unknown'],
				['Dialect', dialect.name ? dialectWords(dialect) : 'unknown'],
				['Requests', String(report.requests)],
			],
		),
		`A simulator like it:\n\n\`\`\`sh\n${report.simulator}\n\`\`\``,
		'## Switches that could be seen',
		table(
			['Switch', 'Position', 'Usual', 'By'],
			told.map((one) => [one.switch, mark(one), one.usual, one.how]),
		),
		'## Switches that could not',
		table(
			['Switch', 'Why'],
			untold.map((one) => [one.switch, one.how]),
		),
		'## Names',
		table(
			['Record', 'Documented', 'Here'],
			report.names.map((one) => [
				one.record,
				`\`${one.documented}\``,
				one.says === one.documented ? 'the same' : `\`${one.says}\``,
			]),
		),
		unknownWords(report.unknownColumns),
		'## Operations',
		`Compared by: ${operations.source}. Of ${operations.compared}, ${operations.missing} are missing and ${operations.different} ask for something else.`,
		table(
			['Resource', 'Operation', 'Request', 'What'],
			operations.problems.map((one) => [one.resource, one.operation, `\`${one.path}\``, one.what]),
		),
	]
		.filter((part) => part !== '')
		.join('\n\n')}\n`;
}

function dialectWords({ name, agrees, disagrees }: Report['dialect']): string {
	return `${name} (${agrees} of ${agrees + disagrees} names fit)`;
}

/** What is not as usual stands out. */
function mark({ position, usual: known }: Report['switches'][number]): string {
	return position === known ? `${position}` : `**${position}**`;
}

function unknownWords(unknown: Record<string, number>): string {
	const parts = Object.entries(unknown).filter(([, count]) => count > 0);
	if (parts.length === 0) return '';
	return `Columns that this package does not know: ${parts.map(([kind, count]) => `${kind} ${count}`).join(', ')}.`;
}

function table(head: string[], rows: string[][]): string {
	if (rows.length === 0) return 'None.';
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What the terminal shows: the switches that could be seen, and what is not as usual. */
export function terminalTable(report: Report): string {
	const told = report.switches.filter(({ position }) => position !== null);
	const width = (pick: (one: Report['switches'][number]) => string) =>
		Math.max(0, ...told.map((one) => pick(one).length));
	const [names, positions] = [width((one) => one.switch), width((one) => one.position ?? '')];
	return told
		.map((one) => {
			const isUsual = one.position === one.usual;
			return `${isUsual ? ' ' : '*'} ${one.switch.padEnd(names)}  ${(one.position ?? '').padEnd(positions)}  ${one.how}`;
		})
		.join('\n');
}
