import { UserError } from 'n8n-workflow';

/** Client IDs and domains consist of these; nothing else could lead to another path. */
const IDENTIFIER = /^[\w-][\w.-]{0,252}$/;

/**
 * A path with its placeholders filled.
 *
 * @param template for example `/api/residential/client/{client_id}/suspend`
 * @throws UserError naming the placeholder whose value is no identifier
 */
export function fillPath(template: string, values: Record<string, string | undefined>): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const value = values[name] ?? '';
		if (IDENTIFIER.test(value) && !value.includes('..')) return value;
		throw new UserError(
			`"${value.slice(0, 60)}" cannot be used as ${name}: only letters, digits, hyphens, underscores, and dots may be in it. Check the expression or input field it comes from.`,
		);
	});
}
