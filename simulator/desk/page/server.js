import { byId } from './dom.js';

/** Sends a request to the control API. @throws Error with the simulator's sentence */
export async function send(method, path, body) {
	const response = await fetch(`/_sim${path}`, {
		method,
		headers: body && { 'content-type': 'application/json' },
		body: body && JSON.stringify(body),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.message ?? `Status ${response.status}`);
	return answer;
}

/** Says what was done or why not. */
export function say(sentence, isBad = false) {
	const box = byId('said');
	box.textContent = sentence;
	box.classList.toggle('bad', isBad);
}

let afterwards = () => {};

/** What follows every deed: the page is read again. */
export function whenDone(act) {
	afterwards = act;
}

/**
 * Does something and says so.
 *
 * @param {() => Promise<unknown>} act
 * @param {string | ((answer: any) => string)} done what is said when it went well
 */
export async function attempt(act, done) {
	try {
		const answer = await act();
		say(typeof done === 'function' ? done(answer) : done);
	} catch (error) {
		say(error.message, true);
	}
	await afterwards();
}

/** What stands in the fields of a form, without those that are empty. */
export const fieldsOf = (form) =>
	Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''));

/** Does something when a form is sent. */
export function onSubmit(id, act) {
	byId(id).addEventListener('submit', (event) => {
		event.preventDefault();
		void act(fieldsOf(event.target), event.target);
	});
}
