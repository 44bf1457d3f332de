/* global document, window, performance, Element, MutationObserver, requestAnimationFrame, setTimeout */

/**
 * Runs in the editor's page. Notes when the page was last clicked, and when it had drawn the last
 * change to the fields of the open panel.
 */
{
	const panel = '[data-test-id="node-parameters"]';
	let clicked = Infinity;
	let drawn = 0;
	/** Frames since the last change; where the page is too busy to draw, none go by. */
	let calm = 0;

	document.addEventListener('click', (event) => (clicked = event.timeStamp), true);

	const concerns = ({ target, addedNodes }) =>
		target.closest?.(panel) ||
		[...addedNodes].some((node) => node instanceof Element && node.querySelector(panel));
	new MutationObserver((records) => {
		if (!records.some(concerns)) return;
		calm = 0;
		// A frame is drawn after the callbacks for it; what is put off until then comes next.
		requestAnimationFrame(() => setTimeout(() => (drawn = performance.now())));
	}).observe(document, { childList: true, subtree: true });

	const nextFrame = () => {
		calm++;
		requestAnimationFrame(nextFrame);
	};
	nextFrame();

	/** Rows of the open panel: fields, groups of fields and notices. */
	window.rowsOfPanel = () =>
		document.querySelectorAll(`${panel} .parameter-item, ${panel} .multi-parameter`).length;

	/** Milliseconds from the click to the last change, once there was none for so many frames. */
	window.drawnAfterClick = (frames) =>
		drawn > clicked && calm > frames ? drawn - clicked : undefined;
}
