import type { IDataObject } from 'n8n-workflow';

/** An answer of the server, read. */
export interface Reply {
	status: number;
	headers: IDataObject;
	text: string;
	/** The parsed text; undefined when there is none, or when it is not JSON. */
	body: unknown;
}

/** More of an answer is not read for words. */
const LONGEST_WORDS = 300;

/** Where servers put what went wrong, the best first. */
const WORDS = ['message', 'error_description', 'error', 'errors', 'description', 'detail', 'data'];

export function readReply(status: number, headers: IDataObject, text: string): Reply {
	return { status, headers, text, body: parseJson(text) };
}

/** @returns undefined when the text is not JSON */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\ufeff/, '')) as unknown;
	} catch {
		return undefined;
	}
}

/** Whether the text is a web page, as firewalls, proxies and broken servers send. */
export function isPage(text: string): boolean {
	return /^\s*(<!doctype html|<html|<\?xml|<head|<body|<br)/i.test(text);
}

export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The server's own words in whatever shape it puts them; of a web page its title. */
export function wordsOf(body: unknown): string {
	const words = inner(body, 0).replace(/\s+/g, ' ').trim();
	return words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS)}…` : words;
}

function inner(value: unknown, depth: number): string {
	if (typeof value === 'string') return isPage(value) ? titleOf(value) : value;
	if (depth > 3) return '';
	if (Array.isArray(value)) return joined(value.slice(0, 5).map((one) => inner(one, depth + 1)));
	if (!isRecord(value)) return '';
	// What was wrong with each field says more than "The given data was invalid".
	if (isRecord(value.errors)) return fieldWords(value.errors, depth);
	for (const name of WORDS) {
		const words = inner(value[name], depth + 1);
		if (words !== '') return words;
	}
	return '';
}

function fieldWords(errors: IDataObject, depth: number): string {
	const byField = Object.entries(errors).map(([name, one]) => `${name}: ${inner(one, depth + 1)}`);
	return joined(byField.slice(0, 5));
}

function joined(words: string[]): string {
	return words.filter((one) => one !== '').join('; ');
}

function titleOf(page: string): string {
	return /<title[^>]*>([^<]*)/i.exec(page)?.[1] ?? /<h1[^>]*>([^<]*)/i.exec(page)?.[1] ?? '';
}
