/**
 * `npm run names`: writes spec/names.json, the names that workflows may hold. Refuses to leave one out
 * that is there already, unless `--drop` is given.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { NetSapiensApi } from '../../credentials/NetSapiensApi.credentials';
// Without the ending, tsx would take the JSON files of the same names.
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node.js';
import { NetSapiensApproval } from '../../nodes/NetSapiensApproval/NetSapiensApproval.node.js';
import { NetSapiensTrigger } from '../../nodes/NetSapiensTrigger/NetSapiensTrigger.node.js';
import { adviceOnLost, lost, namesFile, textOf } from './frozen';
import { namesOf, type Names } from './names';

const file = join(resolve(__dirname, '../..'), namesFile);

async function main(): Promise<void> {
	const frozen = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Names;
	const present = namesOf([
		new NetSapiensApi(),
		new NetSapiens().description,
		new NetSapiensApproval().description,
		new NetSapiensTrigger().description,
	]);
	const gone = lost(frozen, present);
	if (gone.length > 0 && !process.argv.includes('--drop')) {
		console.error(adviceOnLost(gone));
		process.exitCode = 1;
		return;
	}
	await writeFile(file, textOf(present));
	const count = Object.values(present).flatMap((paths) => Object.keys(paths)).length;
	console.log(
		`${count} parameters at ${Object.keys(present).length} places, ${gone.length} left out.`,
	);
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
