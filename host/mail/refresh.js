/** Brings what came in since into the list; the mail that is open stays as it is. */
const nav = document.querySelector('nav');
const title = document.querySelector('h1');

async function look() {
	try {
		const answer = await fetch(location.href);
		const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
		const list = fresh.querySelector('nav');
		if (list.innerHTML !== nav.innerHTML) nav.innerHTML = list.innerHTML;
		title.textContent = fresh.querySelector('h1').textContent;
	} catch {
		// The mail server is gone; what it had stays on the page.
	}
	setTimeout(look, 2000);
}

setTimeout(look, 2000);
