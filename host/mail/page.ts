/** What the mail server of this machine shows: a list of mails, newest first, and one of them beside it. */
import type { Address, Attachment, Email } from 'postal-mime';

import { html, type Html } from './html';

const kilobytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** Size of an attachment, in bytes. */
export const sizeOf = ({ content }: Attachment): number =>
	typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;

const person = ({ name, address }: Address): string =>
	name && name !== address ? `${name} <${address}>` : (address ?? '');

const people = (list: Address[] = []): string => list.map(person).join(', ');

const when = (date = '') => (date ? new Date(date).toLocaleString('en-US') : '');

const subjectOf = ({ subject }: Email) => subject || '(no subject)';

function listed(mail: Email, number: number, isOpen: boolean): Html {
	const current = isOpen ? html` aria-current="page"` : undefined;
	const clip = mail.attachments.length > 0 ? ` · ${mail.attachments.length} attached` : '';
	return html`<li>
		<a href="/mails/${number}" ${current}
			><strong>${subjectOf(mail)}</strong> ${people(mail.to)}<br /><span
				>${when(mail.date)}${clip}</span
			></a
		>
	</li>`;
}

function attachment(one: Attachment, href: string): Html {
	const name = one.filename ?? 'unnamed';
	const player = one.mimeType.startsWith('audio/')
		? html`<br /><audio controls preload="none" src="${href}" aria-label="${name}"></audio>`
		: undefined;
	return html`<li><a href="${href}" download>${name}</a> (${kilobytes(sizeOf(one))})${player}</li>`;
}

function opened(mail: Email, number: number): Html {
	const files = mail.attachments.map((one, i) =>
		attachment(one, `/mails/${number}/attachments/${i + 1}`),
	);
	const copies = mail.cc?.length
		? html`<dt>Copy</dt>
				<dd>${people(mail.cc)}</dd>`
		: undefined;
	const text = html`<pre id="text">${mail.text ?? ''}</pre>`;
	const body = mail.html
		? html`<iframe
					title="The mail"
					sandbox="allow-popups allow-popups-to-escape-sandbox"
					src="/mails/${number}/html"
				></iframe>
				<details>
					<summary>As text</summary>
					${text}
				</details>`
		: text;
	return html`<h2>${subjectOf(mail)}</h2>
		<dl>
			<dt>From</dt>
			<dd>${mail.from ? person(mail.from) : ''}</dd>
			<dt>To</dt>
			<dd>${people(mail.to)}</dd>
			${copies}
			<dt>Date</dt>
			<dd>${when(mail.date)}</dd>
		</dl>
		${
			files.length > 0
				? html`<ul aria-label="Attachments">
						${files}
					</ul>`
				: undefined
		}
		${body}`;
}

/**
 * The page as a mail program.
 *
 * @param mails oldest first
 * @param number of the mail that is open, from 1; none when there is no such mail
 */
export function mailPage(mails: Email[], number: number): string {
	const open = mails[number - 1];
	const list = mails.map((mail, i) => listed(mail, i + 1, i + 1 === number)).reverse();
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<title>Received mail</title>
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<link rel="stylesheet" href="/look.css" />
				<script type="module" src="/refresh.js"></script>
			</head>
			<body>
				<header><h1>Received mail (${mails.length})</h1></header>
				<nav aria-label="Mails">
					${
						mails.length > 0
							? html`<ul>
									${list}
								</ul>`
							: html`<p class="empty">None yet.</p>`
					}
				</nav>
				<main>${open ? opened(open, number) : html`<p class="empty">No mail is open.</p>`}</main>
			</body>
		</html>`.markup;
}

const NEW_TAB = '<base target="_blank">';

/** The HTML of a mail; its links open in a tab of their own, outside the sandbox. */
export const bodyOf = (mail: Email): string => {
	const body = mail.html ?? '';
	return /<head\b[^>]*>/i.test(body)
		? body.replace(/<head\b[^>]*>/i, (head) => head + NEW_TAB)
		: NEW_TAB + body;
};
