import { iso, plain } from './dates';
import type { Call } from './handler';
import type { Options } from './options';
import { Random } from './random';
import type { Endpoint, Spec } from './spec';
import { versionNumber } from './version';
import type { CdrBook } from './state/cdr-book';
import type { Row } from './state/table';
import { Store } from './state/table';
import type { Switches } from './switches';

/** What everything in a simulated system builds on: records, clock, dice, switches and versions. */
export class System {
	readonly store = new Store();
	readonly random: Random;
	readonly switches: Switches;
	/** Name of the core that answers. */
	readonly hostname = 'core1.pbx.example';
	/** Every core of the system. */
	readonly cores = ['core1.pbx.example', 'core2.pbx.example'];
	/** Where this simulator is reached. */
	url = '';
	/** Mail the system would have sent. */
	readonly mail: Array<{ time: string; to: string; subject: string; body: unknown }> = [];
	/** The moment this tenant was made, epoch milliseconds. */
	readonly born: number;
	private readonly documented: Map<string, Endpoint>;
	private readonly timers = new Set<NodeJS.Timeout>();
	private book?: CdrBook;
	private sequence = 0;

	constructor(
		readonly spec: Spec,
		readonly options: Options,
	) {
		this.switches = options.switches;
		this.born = options.now ? Date.parse(options.now) : Date.now();
		this.random = new Random(`tokens/${options.seed}`);
		this.documented = new Map(spec.endpoints.map((e) => [`${e.method} ${e.shape}`, e]));
	}

	/** Whether the tenant is complete: from then on time passes and changes are noted. */
	get isSeeded(): boolean {
		return this.book !== undefined;
	}

	/** Epoch milliseconds; the moment of birth until the tenant is seeded. */
	now(): number {
		return this.isSeeded ? Date.now() : this.born;
	}

	/** Now, or another moment, as `2026-01-05T12:00:00+00:00`. */
	isoNow(time = this.now()): string {
		return iso(time / 1000);
	}

	/** Now, or another moment, as `2026-01-05 12:00:00` in UTC. */
	plainNow(time = this.now()): string {
		return plain(time / 1000);
	}

	/** A server-made id of a call or message: 20 digits, a dash, 32 hex digits. */
	callId(): string {
		const stamp = this.plainNow().replace(/\D/g, '');
		this.sequence = (this.sequence + 1) % 1000000;
		return `${stamp}${String(this.sequence).padStart(6, '0')}-${this.random.hex(32)}`;
	}

	/** Version of the core, to compare with what operations came with. */
	get version(): number {
		return versionNumber(this.options.version);
	}

	/** Major version of the core, 44 or 45. */
	get major(): number {
		return Number.parseInt(this.options.version, 10);
	}

	get apiVersion(): string {
		return `Version: ${this.options.version}`;
	}

	/** Scope as tokens spell it. */
	spellScope(scope: string): string {
		if (this.switches.is('scope-spelling', 'dashes')) return scope.toLowerCase().replace(/ /g, '-');
		if (this.switches.is('scope-spelling', 'joined')) return scope.toLowerCase().replace(/ /g, '');
		return scope;
	}

	/** JSON the way the server writes it. */
	json(value: unknown): string {
		const text = JSON.stringify(value) ?? 'null';
		return this.switches.is('escape-slashes', 'yes') ? text.replace(/\//g, '\\/') : text;
	}

	/** The documented endpoint with this method and shape. */
	endpoint(method: string, shape: string): Endpoint | undefined {
		return this.documented.get(`${method} ${shape}`);
	}

	/** Name of the reseller of a domain, empty when the domain is gone. */
	resellerOf(domain: string): string {
		return String(this.store.table('domains').find([], domain)?.data.reseller ?? '');
	}

	/** When a record written now can be read: at once, or later by the switch `write-delay`. */
	visibleFrom(call?: Call): number | undefined {
		const delay = this.switches.number('write-delay');
		return call && delay > 0 ? this.now() + delay : undefined;
	}

	readable(row: Row): boolean {
		return row.visibleFrom === undefined || row.visibleFrom <= this.now();
	}

	/** The record of all calls. */
	get cdrs(): CdrBook {
		if (!this.book) throw new Error('The tenant is not seeded yet');
		return this.book;
	}

	/** Puts the seeded call records in place, which completes the tenant. */
	keepCdrs(book: CdrBook): void {
		this.book = book;
	}

	/** Does something after a while, at once for 0 ms; never after the simulator stopped. */
	later(milliseconds: number, act: () => void): void {
		if (milliseconds <= 0) return act();
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			act();
		}, milliseconds);
		this.timers.add(timer);
	}

	/** Ends everything that would happen by itself. */
	close(): void {
		for (const timer of this.timers) clearTimeout(timer);
	}
}
