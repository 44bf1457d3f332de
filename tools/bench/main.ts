/** `npm run bench -- NAME`: measures one thing on this machine. Without a name it lists them. */

/** Each bench prints what it measured; none is run by `npm test`. */
const benches: Record<string, () => Promise<{ bench(): Promise<void> }>> = {
	items: async () => await import('./items'),
	trigger: async () => await import('./trigger'),
};

async function main(): Promise<void> {
	const name = process.argv[2] ?? '';
	const load = benches[name];
	if (!load) {
		console.error(`Which one? ${Object.keys(benches).sort().join(', ')}`);
		process.exitCode = 1;
		return;
	}
	await (await load()).bench();
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
