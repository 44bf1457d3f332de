import type { Ends, Group, Row } from './row';

/** Messages have addresses in them. */
const introduction = `<!-- markdownlint-disable MD034 -->

# Reliability

What the nodes do when a server, the network or an input misbehaves, and what you see of it. Each row
is a test that runs in n8n's engine against a server that does just that (\`npm run test:engine\`). This
page is written from the same rows by \`npm run docs:reliability\`; changes here are lost.

In short:

- **Nothing goes astray.** Values that would change the path of a request are refused before anything
  is sent. Redirects are not followed: key, token and login reach the server of the credential and no
  other.
- **Nothing is done twice.** Reads, updates and deletes are tried up to four times where that may help.
  Creates and calls are sent again only when they surely were not carried out; otherwise the message
  says that you have to look.
- **Nothing hangs.** A whole answer has 60 s (Options → Timeout) and is waited for twice at most.
- **Success is success.** An answer that says 200 and holds an error, a web page, half a text or
  something other than what was asked for is an error.
- **No list is short without a word.** Where a list cannot be read to its end, it fails, or keeps what
  came if you want (Options → If a List Breaks Off).
- **One failure is not repeated for each item**: after a refused login, a revoked key or a firewall's
  block page, the other items of the run fail without a request.

In the messages the server is called pbx.example.com and another one other.example. _Requests_ counts
what came to the server in all.
`;

const head = ['Fault', 'What the node does', 'What you see', 'Requests', 'What is lost'];

/** docs/reliability.md */
export function documentOf(groups: Group[]): string {
	return [introduction, ...groups.map(section)].join('\n');
}

function section({ title, rows }: Group): string {
	const lines = [head, head.map(() => '---'), ...rows.map(cells)];
	return [`## ${title}\n`, ...lines.map((line) => `| ${line.join(' | ')} |`), ''].join('\n');
}

function cells({ fault, does, lost, ends }: Row): string[] {
	return [fault, does, seen(ends), requestsOf(ends), lost].map((cell) =>
		cell.replaceAll('|', '\\|').replace(/\s+/g, ' '),
	);
}

function seen({ message, advice, sees, hint, logged = [], items }: Ends): string {
	const note = Array.isArray(items) ? items[0]?.note : undefined;
	const words = [
		message && `**${message}**`,
		advice,
		sees,
		hint && `Hint: ${hint}`,
		typeof note === 'string' && `Note: ${note}`,
		...logged,
	];
	return words.filter(Boolean).join('<br>');
}

function requestsOf({ requests, elsewhere }: Ends): string {
	return elsewhere ? `${requests.length}, and ${elsewhere} to the other one` : `${requests.length}`;
}
