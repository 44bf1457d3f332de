/** What stands in for a language model where there is none: a few fixed rules, and honest about it. */
import type { Asked, Parameters, Step } from './model';

const ABOUT =
	'(This is a stand-in that follows a few rules. Choose a real model in the Model node to talk to it.)';

/** More of an answer of the phone system is not repeated. */
const LONGEST_ANSWER = 600;

/**
 * The next step: asks the tool whose name and description have most words of the question, and then repeats
 * what it said. Without tools, it sorts a voicemail.
 */
export function standIn({ messages, tools = [] }: Asked): Step {
	const last = messages.at(-1);
	const said = String(last?.content ?? '');
	if (last?.role === 'tool') {
		return { say: `The phone system says: ${said.slice(0, LONGEST_ANSWER)}\n\n${ABOUT}` };
	}
	if (tools.length === 0) return { say: JSON.stringify(sorted(said)) };
	const [best] = tools
		.map(({ function: tool }) => ({
			...tool,
			score: score(said, `${tool.name} ${tool.description}`),
		}))
		.sort((one, other) => other.score - one.score);
	if (!best || best.score === 0) return { say: `I do not know a tool for that. ${ABOUT}` };
	return { tool: best.name, arguments: argumentsFor(best.parameters, said) };
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z]{3,}/g) ?? [];

function score(question: string, tool: string): number {
	const known = new Set(wordsIn(tool));
	return wordsIn(question).filter((word) => known.has(word)).length;
}

/** Numbers of the question in their order, dates of today, and `today` where a word is asked for. */
function argumentsFor({ properties = {}, required = [] }: Parameters, question: string) {
	const numbers = question.match(/\d{3,}/g) ?? [];
	const today = new Date().toISOString().slice(0, 10);
	const valueOf = (name: string): unknown => {
		if (properties[name]?.type === 'boolean') return true;
		if (name === 'from') return `${today}T00:00:00`;
		if (name === 'to') return `${today}T23:59:59`;
		return name === 'period' ? 'today' : (numbers.shift() ?? '');
	};
	return Object.fromEntries(required.map((name) => [name, valueOf(name)]));
}

/** A voicemail as the help desk sorts it. */
function sorted(said: string) {
	const [, voicemail = said] = /Voicemail for extension \S+:\s*(.*)/s.exec(said) ?? [];
	const isUrgent = /urgent|stuck|broken|down|emergency|right now/i.test(voicemail);
	return {
		subject: voicemail.split(/\s+/).slice(0, 10).join(' '),
		urgency: isUrgent ? 'high' : 'normal',
		category: /invoice|bill|payment/i.test(voicemail) ? 'billing' : 'support',
	};
}
