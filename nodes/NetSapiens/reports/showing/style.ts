/**
 * Looks of the HTML. Mail programs that drop style sheets show what is inline: the light colors on a
 * wide screen. The others take the dark colors and the narrow layout from the sheet, by short class
 * names: b page, c card, m quieter text, g lines, k bar, n notes, f figure, d table that is
 * stacked when narrow, z its labels, e its empty cells.
 */
const FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MUTED = 'color:#59636e';
const LINE = '1px solid #d1d9e0';

export const style = {
	page: 'margin:0;padding:0;background:#f6f8fa',
	whole: 'width:100%;border-collapse:collapse',
	middle: 'padding:16px 8px',
	card: (width: number) =>
		`width:100%;max-width:${width}px;margin:0 auto;border-collapse:collapse;background:#ffffff;` +
		`color:#1f2328;font-size:14px;line-height:1.45;overflow-wrap:anywhere;${FONT}`,
	part: 'padding:10px 16px',
	title: 'margin:0;font-size:20px;line-height:1.3',
	heading: 'margin:6px 0 4px;font-size:16px;line-height:1.3',
	subtitle: `margin:2px 0 0;${MUTED}`,
	figure: `padding:8px 12px 8px 0;vertical-align:top`,
	small: `margin:0;font-size:12px;${MUTED}`,
	value: 'margin:0;font-size:22px;line-height:1.3;font-weight:bold',
	note: 'padding:6px 10px;border-left:3px solid #bf8700;background:#fff8c5',
	head: (align: string) =>
		`padding:5px 12px 5px 0;border-bottom:2px solid #d1d9e0;text-align:${align};font-size:12px;${MUTED}`,
	cell: (align: string) =>
		`padding:5px 12px 5px 0;border-bottom:${LINE};vertical-align:top;text-align:${align}`,
	label: 'display:none;mso-hide:all',
	bar: (percent: number) => `width:${percent}%;height:6px;background:#0969da;${NO_TEXT}`,
	rest: (percent: number) => `width:${percent}%;height:6px;${NO_TEXT}`,
	track: 'width:100%;min-width:70px;border-collapse:collapse',
};

/** A cell without text is as high as its font. */
const NO_TEXT = 'padding:0;font-size:0;line-height:6px';

/** Rules for dark screens, and for narrow ones, where each row becomes a block of lines. */
export const sheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.b{background:#0d1117!important}
.c{background:#161b22!important;color:#e6edf3!important}
.m{color:#9198a1!important}
.g,.d>*>tr{border-color:#3d444d!important}
.k{background:#4493f8!important}
.n{background:#272115!important;border-color:#d29922!important}
}
@media (max-width:560px){
.f{display:inline-block!important;width:44%!important}
.d,.d>tbody,.d>tfoot,.d>tbody>tr,.d>tfoot>tr{display:block!important}
.d>thead,.d .e{display:none!important}
.d>tbody>tr,.d>tfoot>tr{padding:8px 0!important;border-bottom:1px solid #d1d9e0}
.d>*>tr>td,.d>*>tr>th{display:block!important;padding:1px 0!important;border:0!important;text-align:left!important}
.d .z{display:inline-block!important;width:40%!important;vertical-align:top!important}
.d .v{display:inline-block!important;width:56%!important}
}
`;
