const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Characters that no HTML document may hold, not even escaped; halves of a pair among them. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

/** Text as it stands in HTML, between tags or in an attribute. */
export function escaped(text: string): string {
	return text
		.replace(FORBIDDEN, '\uFFFD')
		.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
