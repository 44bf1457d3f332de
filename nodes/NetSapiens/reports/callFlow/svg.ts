import { escaped } from '../showing/escape';
import { KINDS, type Entry } from './outline';

/** Sizes in pixels. */
const BOX = { width: 230, height: 46 };
const GAP = 200;
const ROW = 62;
const MARGIN = 16;

/** How much text fits into a box and onto a line, in characters. */
const FITS = { label: 30, note: 38, when: 26 };

/** Looks; dark where the reader's device is. Nothing is loaded from anywhere. */
const STYLE = `
svg{background:#fff;font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif}
rect{fill:#f6f8fa;stroke:#8c959f}
.again rect{stroke-dasharray:4 3}
.problem rect{stroke:#cf222e;stroke-width:2}
text{fill:#1f2328;font-size:13px}
.note,.when{fill:#59636e;font-size:11px}
.problem .note{fill:#cf222e}
path{fill:none;stroke:#8c959f}
.now path{stroke:#0969da;stroke-width:3}
.now .when{fill:#0969da;font-weight:bold}
@media (prefers-color-scheme:dark){
svg{background:#0d1117}
rect{fill:#161b22;stroke:#6e7681}
.problem rect{stroke:#ff7b72}
text{fill:#e6edf3}
.note,.when{fill:#9198a1}
.problem .note{fill:#ff7b72}
path{stroke:#6e7681}
.now path{stroke:#4493f8}
.now .when{fill:#4493f8}
}`;

interface Place {
	x: number;
	/** Middle of the box. */
	y: number;
}

/** A call flow as a picture, from left to right; thick blue lines are the ways that calls take now. */
export function svgOf(entries: Entry[], title: string): string {
	const places = placesOf(entries);
	const all = [...places.values()];
	const width = Math.max(0, ...all.map(({ x }) => x)) + BOX.width + MARGIN;
	const height = Math.max(0, ...all.map(({ y }) => y)) + BOX.height / 2 + MARGIN;
	const lines = entries.map((entry) =>
		lineTo(entry, places.get(parentOf(entry)), places.get(entry.number)!),
	);
	const boxes = entries.map((entry) => boxOf(entry, places.get(entry.number)!));
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<style>${STYLE}
</style>
${[...lines, ...boxes].filter(Boolean).join('\n')}
</svg>
`;
}

const parentOf = ({ number }: Entry): string => number.split('.').slice(0, -1).join('.');

function belowEach(entries: Entry[]): Map<string, Entry[]> {
	const below = new Map<string, Entry[]>();
	for (const entry of entries) {
		const parent = parentOf(entry);
		below.set(parent, [...(below.get(parent) ?? []), entry]);
	}
	return below;
}

/** Ends stand below each other; whatever leads to several stands in their middle. */
function placesOf(entries: Entry[]): Map<string, Place> {
	const places = new Map<string, Place>();
	const childrenOf = belowEach(entries);
	let row = 0;
	const place = (entry: Entry, depth: number): number => {
		const below = (childrenOf.get(entry.number) ?? []).map((child) => place(child, depth + 1));
		const y =
			below.length > 0 ? (below[0]! + below.at(-1)!) / 2 : MARGIN + BOX.height / 2 + ROW * row++;
		places.set(entry.number, { x: MARGIN + depth * (BOX.width + GAP), y });
		return y;
	};
	for (const start of childrenOf.get('') ?? []) place(start, 0);
	return places;
}

function boxOf({ step, earlier, problem }: Entry, { x, y }: Place): string {
	const again = earlier === undefined ? '' : `see step ${earlier}`;
	const note = problem || [KINDS[step.kind], again].filter(Boolean).join(', ');
	const names = [earlier === undefined ? '' : 'again', problem === '' ? '' : 'problem'];
	const top = y - BOX.height / 2;
	return [
		`<g class="${names.filter(Boolean).join(' ')}">`,
		`<title>${escaped([step.label, note].join(': '))}</title>`,
		`<rect x="${x}" y="${top}" width="${BOX.width}" height="${BOX.height}" rx="6"/>`,
		`<text x="${x + 10}" y="${top + 19}">${fitting(step.label, FITS.label)}</text>`,
		`<text class="note" x="${x + 10}" y="${top + 36}">${fitting(note, FITS.note)}</text>`,
		'</g>',
	].join('');
}

function lineTo({ edge }: Entry, from: Place | undefined, to: Place): string {
	if (!from) return '';
	const [start, middle] = [from.x + BOX.width, from.x + BOX.width + 24];
	const text =
		edge.when === ''
			? ''
			: `<title>${escaped(edge.when)}</title><text class="when" x="${middle + 6}" y="${to.y - 6}">${fitting(edge.when, FITS.when)}</text>`;
	return `<g class="${edge.isNow ? 'now' : ''}"><path d="M${start} ${from.y} H${middle} V${to.y} H${to.x}"/>${text}</g>`;
}

function fitting(text: string, characters: number): string {
	const whole = [...text.replace(/\s+/g, ' ')];
	const isLong = whole.length > characters;
	return escaped(isLong ? `${whole.slice(0, characters - 1).join('')}…` : whole.join(''));
}
