/** The part of Stryker's API that plugin.mts uses; the package itself comes with host/stryker. */

export interface Logger {
	warn(message: string): void;
}

export interface DryRunOptions {
	/** Files with mutants. */
	files?: string[];
}

export interface TestResult {
	id: string;
	name: string;
	fileName: string;
	timeSpentMs: number;
	/** 0 passed, 2 skipped */
	status: 0 | 2;
}

export interface DryRunResult {
	status: 'complete';
	tests: TestResult[];
	mutantCoverage: {
		static: Record<string, number>;
		perTest: Record<string, Record<string, number>>;
	};
}

/** Counted from 0. */
export interface Place {
	line: number;
	column: number;
}

export interface ActiveMutant {
	id: string;
	location: { start: Place; end: Place };
	mutatorName: string;
	replacement: string;
}

export interface MutantRunOptions {
	activeMutant: ActiveMutant;
	sandboxFileName: string;
	/** Tests that reach the mutant; none for a mutant in code that runs when it is loaded. */
	testFilter?: string[];
	hitLimit?: number;
}

export type MutantRunResult =
	| { status: 'survived'; nrOfTests: number }
	| { status: 'error'; errorMessage: string }
	| { status: 'killed'; killedBy: string[]; failureMessage: string; nrOfTests: number };
