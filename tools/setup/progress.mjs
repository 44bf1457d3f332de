/** Says how far an installation is, from what npm tells about its downloads. */
import { readFileSync } from 'node:fs';

import { clock } from './sizes.mjs';

/** Whether a package of a lock file is for this machine. */
function isForHere({ os, cpu }) {
	const fits = (list, here) =>
		!list ||
		((list.some((one) => one === here || one === 'any') ||
			list.every((one) => one.startsWith('!'))) &&
			!list.includes(`!${here}`));
	return fits(os, process.platform) && fits(cpu, process.arch);
}

/** Name and version; one that is wanted at several places is fetched once. */
const packageAt = ([path, { name, version }]) =>
	`${name ?? path.split('node_modules/').at(-1)}@${version}`;

/** How many packages npm fetches for a lock file on this machine. */
export function packagesOf(lockFile) {
	const { packages = {} } = JSON.parse(readFileSync(lockFile, 'utf8'));
	const wanted = Object.entries(packages).filter(
		([path, one]) => path !== '' && !one.link && !one.inBundle && isForHere(one),
	);
	return new Set(wanted.map(packageAt)).size;
}

/** What npm says about a request it has made, at the log level `http`. */
const REQUEST = /^npm http (?:fetch|cache) .*?(https?:\/\/\S+)/;

/** Counts what has come, and shows it: on a terminal in one line, elsewhere now and then in a new one. */
export class Progress {
	#began = Date.now();
	#looked = new Set();
	#fetched = new Set();
	#building = '';
	#timer;
	#terminal;

	/**
	 * @param {string} what is installed
	 * @param {number} total how many packages
	 * @param {NodeJS.WriteStream} output
	 */
	constructor(what, total, output = process.stdout) {
		this.what = what;
		this.total = total;
		this.output = output;
		this.#terminal = Boolean(output.isTTY);
		this.#timer = setInterval(() => this.show(), this.#terminal ? 500 : 15_000);
	}

	/** Says that a step begins which fetches nothing, but builds this. */
	build(what) {
		this.#building = what;
	}

	/** Takes a line of npm into account. @returns whether it was about a request */
	take(line) {
		const [, address] = REQUEST.exec(line) ?? [];
		if (address === undefined) return false;
		(/\.tgz$/.test(address) ? this.#fetched : this.#looked).add(address);
		return true;
	}

	/** What is going on now, for example `1,310 of 2,115 packages (62 %), 1:20, about 0:49 to go`. */
	line() {
		const fetched = Math.min(this.#fetched.size, this.total);
		const elapsed = Date.now() - this.#began;
		if (this.#building) return `building ${this.#building}, ${clock(elapsed)}`;
		const count = (number) => number.toLocaleString('en-US');
		if (fetched === 0) {
			const looked = Math.min(this.#looked.size, this.total);
			return `looked up ${count(looked)} of ${count(this.total)} packages, ${clock(elapsed)}`;
		}
		const share = fetched / this.total;
		const parts = [
			`${count(fetched)} of ${count(this.total)} packages (${Math.floor(share * 100)} %)`,
			clock(elapsed),
		];
		if (share > 0.1 && share < 1) parts.push(`about ${clock(elapsed / share - elapsed)} to go`);
		if (share === 1) parts.push('unpacking');
		return parts.join(', ');
	}

	show() {
		const text = `  … ${this.what}: ${this.line()}`;
		this.output.write(this.#terminal ? `\r\x1b[K${text}` : `${text}\n`);
	}

	/** Ends the showing. @returns milliseconds since it began */
	stop() {
		clearInterval(this.#timer);
		if (this.#terminal) this.output.write('\r\x1b[K');
		return Date.now() - this.#began;
	}
}
