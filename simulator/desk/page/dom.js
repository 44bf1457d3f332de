/**
 * Makes an element. Texts become text nodes, so nothing that a caller or a request brings is markup.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} attributes `onclick` and the like take functions; false and undefined are left out
 * @param {...(Node | string | number | undefined)} children
 */
export function element(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === false) continue;
		if (typeof value === 'function') made.addEventListener(name.slice(2), value);
		else made.setAttribute(name, value === true ? '' : String(value));
	}
	made.append(...children.filter((child) => child !== undefined).map(textOf));
	return made;
}

const textOf = (child) => (child instanceof Node ? child : String(child));

export const byId = (id) => document.getElementById(id);

/** An id that any markup takes, made of names that may hold anything. */
export const idOf = (...names) => names.join('-').replace(/[^\w-]/g, '-');

/** A button that does something; its id keeps the focus on it when what is around it changes. */
export const button = (id, label, onclick, attributes = {}) =>
	element('button', { type: 'button', id, onclick, ...attributes }, label);

/** A table, or a word when it has no rows. A row is a list of texts and elements. */
export function table(caption, heads, rows, none = 'None') {
	if (rows.length === 0) return element('p', { class: 'empty' }, none);
	const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
	const body = rows.map((row) =>
		element(
			'tr',
			{},
			...row.map((cell, i) => element('td', { 'data-head': heads[i] }, cell ?? '')),
		),
	);
	return element(
		'table',
		{},
		element('caption', {}, caption),
		element('thead', {}, head),
		element('tbody', {}, ...body),
	);
}

const drawn = new Map();

/**
 * Draws a part of the page again if what it shows has changed. What people have typed there and
 * where they are stays.
 *
 * @param {string} id of the box
 * @param {unknown} shown
 * @param {() => (Node | string)[]} draw
 */
export function redraw(id, shown, draw) {
	const key = JSON.stringify(shown);
	if (drawn.get(id) === key) return;
	drawn.set(id, key);
	const box = byId(id);
	const focused = document.activeElement?.id;
	const typed = [...box.querySelectorAll('input[id], select[id]')].map((one) => [
		one.id,
		one.value,
	]);
	box.replaceChildren(...draw());
	for (const [input, value] of typed) {
		const again = byId(input);
		if (again) again.value = value;
	}
	if (focused && document.activeElement?.id !== focused) byId(focused)?.focus();
}

/** The choices of a list, which stays where it is if its choice is still there. */
export function choices(id, options) {
	const box = byId(id);
	const chosen = box.value;
	redraw(id, options, () =>
		options.map(({ value, label }) => element('option', { value }, label ?? value)),
	);
	if (options.some(({ value }) => value === chosen)) box.value = chosen;
}

/** A moment as the clock of the reader shows it, with the day if it is not today. */
export function clock(iso) {
	const date = new Date(iso);
	const isToday = date.toDateString() === new Date().toDateString();
	const day = isToday ? '' : `${date.toLocaleDateString([], { month: 'short', day: 'numeric' })}, `;
	return day + date.toLocaleTimeString();
}
