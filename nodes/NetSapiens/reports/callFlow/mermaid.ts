import type { Flow, StepKind } from './flow';

/** Shapes of a flowchart, by what is inside of them. */
const SHAPES: Partial<Record<StepKind, [open: string, close: string]>> = {
	number: ['([', '])'],
	callQueue: ['[[', ']]'],
	attendant: ['{{', '}}'],
	menu: ['{{', '}}'],
	voicemail: ['[/', '/]'],
	hangUp: ['([', '])'],
};

/** The flow as a Mermaid flowchart; thick lines are the ways that calls take at this time. */
export function mermaidOf(flow: Flow): string {
	const names = new Map([...flow.keys()].map((id, index) => [id, `s${index}`]));
	const steps = [...flow.values()].map(({ id, kind, label, problem }) => {
		const [open, close] = SHAPES[kind] ?? ['[', ']'];
		const text = problem ? `${label}: ${problem}` : label;
		return `  ${names.get(id)}${open}"${quoted(text)}"${close}${problem ? ':::problem' : ''}`;
	});
	const edges = [...flow.values()].flatMap(({ id, edges: ways }) =>
		ways.map(({ when, to, isNow }) => {
			const label = when === '' ? '' : `|"${quoted(when)}"|`;
			return `  ${names.get(id)} ${isNow ? '==>' : '-->'}${label} ${names.get(to)}`;
		}),
	);
	return [
		'flowchart TD',
		...steps,
		...edges,
		'  classDef problem stroke:#cf222e,stroke-width:2px',
		'',
	].join('\n');
}

/** Text between quotation marks; Mermaid writes characters that mean something to it by number. */
const quoted = (text: string): string =>
	text
		.replace(/\s+/g, ' ')
		.replace(/[^\p{L}\p{N} .,:()'+*/–-]/gu, (character) => `#${character.codePointAt(0)};`);
