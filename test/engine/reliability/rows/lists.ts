import type { IDataObject } from 'n8n-workflow';
import { byPath, json, text, type Responder } from '../../../support/hostile';
import { list, times, USERS } from '../calls';
import type { Group } from '../row';

const API = '/ns-api/v2';
const DOMAIN = '/domains/acme.example';
const PAGE = `GET ${USERS}`;
const COUNT = `GET ${USERS}/count`;

const users = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, n) => ({ user: String(1000 + n), domain: 'acme.example' }));

interface Manners {
	/** Most rows in one answer. */
	cap?: number;
	/** What the count says; the server does not count when it is undefined. */
	total?: number;
	/** Positions whose rows are not shown. */
	hidden?: number[];
	/** Answers in place of the page that begins there. */
	instead?: Record<number, Responder>;
}

/** A server with so many users. */
function pages(
	all: IDataObject[],
	{ cap = Infinity, total, hidden = [], instead = {} }: Manners = {},
): Responder {
	return (request, response) => {
		const { pathname, searchParams } = new URL(request.url, 'http://server');
		const counted =
			total === undefined
				? json(404, { code: 404, message: 'No route found' })
				: json(200, { total });
		if (pathname.endsWith('/count')) return counted(request, response);
		const start = Number(searchParams.get('start'));
		const end = start + Math.min(Number(searchParams.get('limit')), cap);
		const rows = all.filter((_, at) => at >= start && at < end && !hidden.includes(at));
		return (instead[start] ?? json(200, rows))(request, response);
	};
}

const nothingFound = json(404, { code: 404, message: 'Resource not found.' });

/** One page after the other, so that the requests are always the same. */
const oneByOne = { ...list, options: { concurrency: 1 } };
const keeping = { ...list, options: { concurrency: 1, onBrokenList: 'keep' } };

export const lists: Group = {
	title: 'Lists (Return All)',
	rows: [
		{
			fault: 'The server gives 50 rows at most, of 250',
			does: 'Sees the cap and asks for pages of 50',
			lost: 'Nothing',
			call: { node: oneByOne },
			server: { answers: () => pages(users(250), { cap: 50, total: 250 }) },
			ends: {
				sees: 'All 250 records',
				items: 250,
				requests: [...times(3, PAGE), COUNT, ...times(3, PAGE)],
			},
		},
		{
			fault: 'One of 250 rows is hidden from the credential',
			does: 'Reads on behind the short page',
			lost: 'Nothing that may be seen',
			call: { node: oneByOne },
			server: { answers: () => pages(users(250), { hidden: [17], total: 250 }) },
			ends: {
				sees: 'The other 249 records',
				items: 249,
				hint: 'The server counts 250 records, but shows 249 to this credential.',
				requests: [...times(2, PAGE), COUNT, ...times(2, PAGE)],
			},
		},
		{
			fault: 'The list ends at 200 rows of 1,000 that the server counts',
			does: 'Takes it as broken off',
			lost: 'What was read',
			call: { node: oneByOne },
			server: { answers: () => pages(users(200), { total: 1000 }) },
			ends: {
				message:
					'Only the first 200 records could be read: The server counts 1,000 records, but gives no more.',
				advice:
					'To go on with these records, choose Options → If a List Breaks Off → Keep What Was Read.',
				requests: [PAGE, COUNT, ...times(4, PAGE)],
			},
		},
		{
			fault: 'Page 2 of 3 fails (500)',
			does: 'Fails, and says how many records had come',
			lost: 'What was read',
			call: { node: oneByOne },
			server: {
				answers: () =>
					pages(users(250), {
						total: 250,
						instead: { 100: json(500, { message: 'Database error' }) },
					}),
			},
			ends: {
				message:
					'Only the first 100 records could be read: The server could not carry out the request (500): Database error',
				advice:
					'Try again in a while; if it keeps happening, tell the provider. To go on with these records, choose Options → If a List Breaks Off → Keep What Was Read.',
				requests: [PAGE, COUNT, PAGE],
			},
		},
		{
			fault: 'Page 2 of 3 fails (500), with If a List Breaks Off → Keep What Was Read',
			does: 'Gives the records of the first page, and a hint',
			lost: 'The records from page 2 on',
			call: { node: keeping },
			server: {
				answers: () =>
					pages(users(250), {
						total: 250,
						instead: { 100: json(500, { message: 'Database error' }) },
					}),
			},
			ends: {
				sees: '100 records',
				items: 100,
				hint: 'Only the first 100 records could be read: The server could not carry out the request (500): Database error',
				requests: [PAGE, COUNT, PAGE],
			},
		},
		{
			fault: 'Page 2 of 3 comes empty, every time',
			does: 'Takes it as broken off',
			lost: 'What was read',
			call: { node: oneByOne },
			server: { answers: () => pages(users(250), { total: 250, instead: { 100: json(200, []) } }) },
			ends: {
				message:
					'Only the first 100 records could be read: The server gave no records at position 100, although the list goes on behind it.',
				advice:
					'To go on with these records, choose Options → If a List Breaks Off → Keep What Was Read.',
				requests: [PAGE, COUNT, ...times(3, PAGE)],
			},
		},
		{
			fault: 'Page 2 of 3 comes as half a JSON text',
			does: 'Fails, and says how many records had come',
			lost: 'What was read',
			call: { node: oneByOne },
			server: {
				answers: () =>
					pages(users(250), { total: 250, instead: { 100: text(200, '[{"user": "11') } }),
			},
			ends: {
				message:
					'Only the first 100 records could be read: pbx.example.com answered with something that is not data, or is incomplete',
				advice:
					'Try again; if it keeps happening, tell the provider. To go on with these records, choose Options → If a List Breaks Off → Keep What Was Read.',
				requests: [PAGE, COUNT, PAGE],
			},
		},
		{
			fault: 'The server ignores where a page is to begin, and gives the first one each time',
			does: 'Takes it as broken off',
			lost: 'What was read; it may be all there is',
			call: { node: oneByOne },
			server: {
				answers: () => (request, response) =>
					pages(users(100))(
						{ ...request, url: request.url.replace(/start=\d+/, 'start=0') },
						response,
					),
			},
			ends: {
				message:
					'Only the first 100 records could be read: The server gives the same records again from there on. What comes after the first 100 records cannot be read.',
				advice:
					'To go on with these records, choose Options → If a List Breaks Off → Keep What Was Read.',
				requests: [PAGE, COUNT, ...times(2, PAGE)],
			},
		},
		{
			fault: 'The server ignores both, and gives all 250 rows each time',
			does: 'Takes them once',
			lost: 'Nothing',
			call: { node: oneByOne },
			server: { answers: () => json(200, users(250)) },
			ends: { sees: 'All 250 records', items: 250, requests: [...times(2, PAGE)] },
		},
		{
			fault: 'Two pages in turns, without end',
			does: 'Takes it as broken off',
			lost: 'What was read',
			call: { node: oneByOne },
			server: {
				answers: () => (request, response) => {
					const at = Number(new URL(request.url, 'http://server').searchParams.get('start'));
					const from = (at / 100) % 2 === 0 ? 0 : 100;
					return json(200, users(200).slice(from, from + 100))(request, response);
				},
			},
			ends: {
				message:
					'Only the first 200 records could be read: The server gives the same records again from there on. What comes after the first 200 records cannot be read.',
				advice:
					'To go on with these records, choose Options → If a List Breaks Off → Keep What Was Read.',
				requests: [PAGE, COUNT, ...times(3, PAGE)],
			},
		},
		{
			fault: 'A row is inserted at the beginning while the list is read',
			does: 'Gives the row that moved to the next page once',
			lost: 'Nothing but the new row',
			call: { node: oneByOne },
			server: {
				answers: () => (request, response) => {
					const moved = /start=0&/.test(`${request.url}&`)
						? users(150)
						: [{ user: 'new' }, ...users(150)];
					return pages(moved)(request, response);
				},
			},
			ends: {
				sees: 'All 150 records, none twice',
				items: users(150),
				requests: [PAGE, COUNT, ...times(3, PAGE)],
			},
		},
		{
			fault: 'A Limit of 7',
			does: 'Asks for 7 rows, once',
			lost: 'Nothing',
			call: { node: { ...oneByOne, returnAll: false, limit: 7 } },
			server: { answers: () => pages(users(250), { total: 250 }) },
			ends: { sees: '7 records', items: 7, requests: [PAGE] },
		},
		{
			fault: 'A list without records is answered with 404 ("Resource not found")',
			does: 'Looks whether the server counts any, and whether the domain is there',
			lost: 'Nothing',
			call: { node: list },
			server: {
				answers: () =>
					byPath({
						[`${API}${USERS}`]: nothingFound,
						[`${API}${DOMAIN}`]: json(200, { domain: 'acme.example' }),
					}),
			},
			ends: {
				hint: 'No records were found.',
				sees: 'No items',
				requests: [PAGE, COUNT, `GET ${DOMAIN}`],
			},
		},
		{
			fault: 'The same, and the domain is not there either',
			does: 'Takes it as a mistake',
			lost: 'Nothing',
			call: { node: list },
			server: { answers: () => nothingFound },
			ends: {
				message: 'Not found: Resource not found.',
				advice:
					'Check that domain, user and other identifiers are spelled as on the server, and that the credential is allowed to see them. Some servers also say this of a list with nothing in it.',
				requests: [PAGE, COUNT, `GET ${DOMAIN}`],
			},
		},
	],
};
