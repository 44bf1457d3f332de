import { badRequest } from '../errors';
import { ok } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';

/** Mail to a user, which is kept and never sent. */
export function registerMail(sim: Simulator, routes: Routes): void {
	routes.on('POST', '/domains/{}/users/{}/email', (call) => {
		const user = sim.resource('users').row(call.path.slice(0, 1), call.path[1] ?? '');
		const to = String(user.data['email-address'] ?? '');
		if (!to) throw badRequest('User has no email address');
		sim.mail.push({
			time: sim.isoNow(),
			to,
			subject: String(call.body.subject ?? ''),
			body: call.body,
		});
		return ok({ code: 200, message: 'Success' });
	});
	routes.on('POST', '/domains/{}/users/{}/email/verify/{}', () =>
		ok({ code: 200, message: 'Success' }),
	);
}
