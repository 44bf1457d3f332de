/** Markup. What is put into it as a text is escaped, so that a text can never become markup. */

export class Html {
	constructor(readonly markup: string) {}
}

type Part = Html | string | number | undefined | Part[];

const escapes: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function markupOf(part: Part): string {
	if (part instanceof Html) return part.markup;
	if (Array.isArray(part)) return part.map(markupOf).join('');
	return String(part ?? '').replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** Builds markup: html`<p>${text}</p>`. */
export function html(markup: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(markup.map((piece, i) => piece + markupOf(parts[i])).join(''));
}
