import type { Host } from './hosts';

/** What came out in one version of n8n. */
export interface Result {
	n8n: string;
	node: string;
	/** `2026-11-26`. */
	date: string;
	passed: number;
	failed: number;
	/** Names of the tests that were skipped, which say why. */
	skipped: string[];
}

/** As much of Jest's report as is looked at. */
export interface JestReport {
	success: boolean;
	numPassedTests: number;
	numFailedTests: number;
	/** Files that could not be run at all. */
	numRuntimeErrorTestSuites: number;
	testResults: Array<{ assertionResults: Array<{ fullName: string; status: string }> }>;
}

export function resultOf(report: JestReport, { n8n, node }: Host, now: Date): Result {
	const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
	return {
		n8n,
		node,
		date: now.toISOString().slice(0, 10),
		passed: report.numPassedTests,
		failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
		skipped: tests.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName),
	};
}
