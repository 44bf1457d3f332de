import { UserError } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { readActor } from '../actor';

/** Scopes that may change their own user and nobody else (facts: scopes). */
const OWN_ONLY = /^(basic|simple|advanced)[- ]?user$|^no[- ]?portal$/i;

/**
 * Keeps a sync of users from changing the one user that the credential may change, and failing at
 * the others.
 *
 * @throws UserError saying which scope it takes
 */
export async function requireRights({ api, resource, itemIndex }: Call): Promise<void> {
	if (resource !== 'user') return;
	const scope = (await readActor(api, itemIndex))?.scope ?? '';
	if (!OWN_ONLY.test(scope)) return;
	throw new UserError(
		`The credential has scope ${scope}, which has permission for its own user only. Use one with scope Office Manager or higher. Nothing was changed.`,
	);
}
