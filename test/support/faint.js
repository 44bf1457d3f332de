/* global document, getComputedStyle */

/**
 * For a page: texts that are too faint, with their contrast as WCAG counts it.
 *
 * @param {number} least contrast of a text with what is behind it
 */
globalThis.faint = (least) => {
	const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
	const luminance = (color) => {
		const [red, green, blue] = channels(color).map((value) => {
			const share = value / 255;
			return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
	};
	const behind = (element) => {
		if (!element) return 'rgb(255, 255, 255)';
		const color = getComputedStyle(element).backgroundColor;
		return channels(color)[3] === 0 ? behind(element.parentElement) : color;
	};
	const hasText = (element) =>
		[...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
	const faint = [...document.body.querySelectorAll('*')]
		.filter((element) => hasText(element) && element.getClientRects().length > 0)
		.map((element) => {
			const [one, other] = [getComputedStyle(element).color, behind(element)]
				.map(luminance)
				.sort((a, b) => b - a);
			return { element, contrast: (one + 0.05) / (other + 0.05) };
		})
		.filter(({ contrast }) => contrast < least);
	return faint.map(
		({ element, contrast }) =>
			`${contrast.toFixed(1)}: ${element.tagName} ${element.textContent.slice(0, 40)}`,
	);
};
