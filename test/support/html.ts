/** Judges HTML as a program from outside does. */
import { HtmlValidate, type RuleConfig } from 'html-validate';

/**
 * What is wrong with a page: its markup, and what people who cannot see or use a mouse would miss.
 *
 * @param rules of html-validate that the page has a reason to be judged by otherwise
 */
export async function problemsOf(page: string, rules: RuleConfig = {}): Promise<string[]> {
	const validator = new HtmlValidate({
		extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
		rules: {
			// White space at the end of a line is the text's own, and no browser shows it.
			'no-trailing-whitespace': 'off',
			// How Prettier and browsers write things down is their own.
			'doctype-style': 'off',
			'void-style': 'off',
			'attribute-boolean-style': 'off',
			'attribute-empty-style': 'off',
			'require-sri': ['error', { target: 'crossorigin' }],
			...rules,
		},
	});
	const { results } = await validator.validateString(page);
	return results.flatMap(({ messages }) =>
		messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
	);
}
