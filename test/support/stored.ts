import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One thing that n8n has stored, and where. */
export interface Stored {
	where: string;
	text: string;
}

/**
 * All that an n8n with SQLite has stored: every value of its database, and every file in its folder
 * but packages. What n8n holds encrypted is among it, encrypted.
 */
export function allStored(userFolder: string): Stored[] {
	return filesIn(userFolder).flatMap((file) => {
		if (file.endsWith('.sqlite')) return rowsOf(file);
		// The database's own journals: what is valid in them comes with the rows.
		if (/\.sqlite-(wal|shm|journal)$/.test(file)) return [];
		return [{ where: file, text: readFileSync(file).toString('latin1') }];
	});
}

function filesIn(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
		return statSync(path).isFile() ? [path] : [];
	});
}

function rowsOf(file: string): Stored[] {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
		return tables.flatMap(({ name }) =>
			database
				.prepare(`SELECT * FROM "${String(name)}"`)
				.all()
				.map((row) => ({ where: `table ${String(name)}`, text: textOf(row) })),
		);
	} finally {
		database.close();
	}
}

function textOf(row: object): string {
	return Object.values(row)
		.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : String(value)))
		.join('\n');
}
