import fc, { anyText } from '../../support/fastCheck';

import { answeredPage, questionPage, thanksPage } from '../../../nodes/NetSapiensApproval/page';
import type { Question } from '../../../nodes/NetSapiensApproval/question';

const question: Question = {
	text: 'Refund $250\nto Ada Park?',
	recipients: ['12025550131'],
	approveLabel: 'Approve',
	declineLabel: 'Decline',
	reason: 'optional',
};

const pages: Array<[string, string]> = [
	['question', questionPage(question)],
	['complaint', questionPage({ ...question, reason: 'required' }, 'Say why you decline.')],
	['approved', thanksPage(true)],
	['declined', thanksPage(false)],
	['answered', answeredPage()],
];

/** What people read below the title, one entry for each element. */
const words = (html: string) =>
	html
		.slice(html.indexOf('<main>'))
		.split(/<[^>]*>/)
		.map((text) => text.trim())
		.filter((text) => text !== '');

test('what people read', () => {
	const asked = ['Your approval is needed', question.text];
	const closes = 'and you can close this page.';
	expect(Object.fromEntries(pages.map(([name, html]) => [name, words(html)]))).toEqual({
		question: [...asked, 'Approve', 'Reason (optional)', 'Decline'],
		complaint: [...asked, 'Say why you decline.', 'Approve', 'Reason', 'Decline'],
		approved: ['Approved', `Thank you. Your answer was recorded, ${closes}`],
		declined: ['Declined', `Thank you. Your answer was recorded, ${closes}`],
		answered: [
			'Already answered',
			'This question was answered before, or it is no longer open. You can close this page.',
		],
	});
	expect(words(questionPage({ ...question, reason: 'none' }))).toEqual([
		...asked,
		'Approve',
		'Decline',
	]);
});

test.each(pages)('the page %s fits phones and needs nothing from elsewhere', (_name, html) => {
	expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
	expect(html).toContain('<meta charset="utf-8">');
	expect(html).toContain('width=device-width');
	expect(html).toContain('color-scheme: light dark');
	expect(html).toContain('prefers-color-scheme: dark');
	expect(html).toMatch(/<title>[^<]+<\/title>/);
	expect(html).not.toMatch(
		/<script|<link|<img|<iframe|\ssrc=|\shref=|url\(|@import|\son\w+=|https?:/i,
	);
});

test('only pressing a button sends anything, and that is a POST to the same address', () => {
	const html = questionPage(question);
	expect(html.match(/<form[^>]*>/g)).toEqual(['<form method="post">', '<form method="post">']);
	expect(html.match(/name="approved" value="\w+"/g)).toEqual([
		'name="approved" value="true"',
		'name="approved" value="false"',
	]);
});

test.each([
	['none', false, false],
	['optional', true, false],
	['required', true, true],
] as const)('a reason that is %s', (reason, isAsked, isRequired) => {
	const html = questionPage({ ...question, reason });
	expect(html.includes('<textarea')).toBe(isAsked);
	expect(/<textarea[^>]* required/.test(html)).toBe(isRequired);
	expect(html.includes('(optional)')).toBe(isAsked && !isRequired);
});

test('whatever people write stays text', () => {
	const shape = (html: string) => html.replace(/>[^<]*</g, '><');
	const plain = shape(questionPage(question, 'x'));
	fc.assert(
		fc.property(anyText({ minLength: 1 }), fc.string(), (text, label) => {
			const nasty = `<b a="1">'&${text}</style></p>`;
			const html = questionPage({ ...question, text: nasty, approveLabel: `<i>${label}` }, nasty);
			expect(shape(html)).toBe(plain);
		}),
		{ numRuns: 50 },
	);
	expect(questionPage({ ...question, text: `<&>"'` })).toContain('<p>&lt;&amp;&gt;&quot;&#39;</p>');
});
