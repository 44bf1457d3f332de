import { ok } from '../handler';
import type { Routes } from '../routes';
import type { Data } from '../state/table';

/** Service accounts for push messages. */
export function registerFirebase(routes: Routes): void {
	const accounts: Data[] = [];
	routes.on('GET', '/firebase', () => ok({ accounts }));
	routes.on('POST', '/firebase', (call) => {
		accounts.push({ filename: call.body.filename });
		return ok({ code: 200, message: 'Success' });
	});
}
