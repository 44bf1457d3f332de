/**
 * `node --expose-gc --import tsx tools/bench/records-alone.ts SERVER ROWS`: reads call records as a
 * program without n8n would and keeps them; prints how many megabytes of its heap they take. A
 * process of its own, so that nothing but the records counts.
 */
import { pagePaths } from './page-paths';
import { rawGet } from './raw';

/** Bytes in use, without what could be thrown away. */
function inUse(): number {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

async function main(): Promise<void> {
	const [origin = '', rows] = process.argv.slice(2);
	// The client itself, and what it keeps, is not what the records need.
	await rawGet(origin, pagePaths(100), 5);
	const before = inUse();
	const pages = await rawGet(origin, pagePaths(Number(rows)), 5);
	const megabytes = (inUse() - before) / 1024 / 1024;
	console.log(JSON.stringify({ megabytes, pages: pages.length }));
}

void main();
