import type { Question } from './question';

/** Pages for phones: nothing from elsewhere, no scripts, light and dark by the phone's own setting. */
const STYLE = `
:root { color-scheme: light dark; --ground: #f4f5f7; --card: #fff; --ink: #1c2330; --quiet: #5b6474; --line: #c9ced8; --yes: #17703c; --no: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --card: #1f242c; --ink: #eef1f5; --quiet: #a6afbd; --line: #47505f } }
* { box-sizing: border-box }
body { margin: 0; padding: 16px; background: var(--ground); color: var(--ink); font: 18px/1.45 system-ui, sans-serif }
main { max-width: 480px; margin: 5vh auto 0; padding: 20px; background: var(--card); border-radius: 12px }
h1 { margin: 0 0 12px; font-size: 20px }
p { margin: 0 0 20px; white-space: pre-wrap; overflow-wrap: anywhere }
p:last-child { margin: 0 }
label { display: block; margin: 20px 0 6px; color: var(--quiet); font-size: 16px }
textarea { width: 100%; padding: 10px; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); color: inherit; font: inherit }
button { width: 100%; min-height: 52px; padding: 8px; border: 0; border-radius: 8px; background: var(--yes); color: #fff; font: inherit; font-weight: 600 }
button.no { margin-top: 12px; background: var(--no) }
[role=alert] { color: var(--no); font-weight: 600 }
@media (prefers-color-scheme: dark) { [role=alert] { color: #ff8a80 } }
`;

/** The longest reason that is taken. */
export const LONGEST_REASON = 1000;

/** Asks. Nothing happens until a button is pressed: programs that look at links press none. */
export function questionPage(
	{ text, approveLabel, declineLabel, reason }: Question,
	complaint?: string,
): string {
	const why = `<label for="reason">Reason${reason === 'required' ? '' : ' (optional)'}</label>
<textarea id="reason" name="reason" rows="2" maxlength="${LONGEST_REASON}"${reason === 'required' ? ' required' : ''}></textarea>
`;
	return page(
		'Your approval is needed',
		`<p>${escapeHtml(text)}</p>\n${complaint ? `<p role="alert">${escapeHtml(complaint)}</p>\n` : ''}<form method="post">
<button name="approved" value="true">${escapeHtml(approveLabel)}</button>
</form>
<form method="post">
${reason === 'none' ? '' : why}<button class="no" name="approved" value="false">${escapeHtml(declineLabel)}</button>
</form>`,
	);
}

/** Says that the answer has arrived. */
export function thanksPage(approved: boolean): string {
	return page(
		approved ? 'Approved' : 'Declined',
		'<p>Thank you. Your answer was recorded, and you can close this page.</p>',
	);
}

/** Says to the holder of an older link that there is nothing left to do. */
export function answeredPage(): string {
	return page(
		'Already answered',
		'<p>This question was answered before, or it is no longer open. You can close this page.</p>',
	);
}

/** @param body HTML */
function page(title: string, body: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
