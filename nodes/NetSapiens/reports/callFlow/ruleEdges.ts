import type { Rule } from './rules';
import { targetOfRule, type Target } from './targets';

/** What a rule does besides ringing, in the order in which people think of it. */
const FORWARDS: Array<[feature: string, when: string]> = [
	['forward-no-answer', 'no answer'],
	['forward-on-busy', 'busy'],
	['forward-on-active', 'on a call'],
	['forward-when-unregistered', 'phones offline'],
	['forward-on-spam-call', 'spam call'],
];

interface Owner {
	/** Whether devices ring; those of a queue and an attendant do not. */
	rings: boolean;
	/** Where calls go that nobody answers, if the rule does not say; '' for nowhere. */
	mailbox: string;
}

/** Where calls go on; `isNow` as an edge has it. */
export type Way = { when: string; target: Target; isNow?: boolean };

/** Where calls go by a user's answer rules, first those that come first. */
export function edgesOfRules(rules: Rule[], owner: Owner): Way[] {
	const inForce = rules.filter(({ isOn }) => isOn).sort((a, b) => a.order - b.order);
	const isOnly = inForce.length === 1;
	// Some servers do not say it, and then nothing is known of any rule.
	const isTold = !isOnly && inForce.some(({ isActive }) => isActive);
	return inForce.flatMap((rule) => {
		const always = rule.timeframe === '*';
		const time = always ? (isOnly ? '' : 'otherwise') : rule.timeframe;
		return waysOf(rule, owner).map(({ when, target }) => ({
			when: [time, when].filter(Boolean).join(': '),
			target,
			...(isTold && { isNow: rule.isActive }),
		}));
	});
}

function waysOf(rule: Rule, { rings, mailbox }: Owner): Way[] {
	const always = rule.feature('forward-always');
	if (always.isOn && always.targets.length > 0) return waysTo('', always.targets);
	const unanswered = mailbox === '' ? [] : [mailbox];
	if (rule.feature('do-not-disturb').isOn) {
		const { targets } = rule.feature('forward-on-dnd');
		return waysTo('do not disturb', targets.length > 0 ? targets : unanswered);
	}
	const ringing = rings ? waysTo('rings', ringTargets(rule)) : [];
	const forwards = FORWARDS.flatMap(([name, when]) => {
		const { isOn, targets } = rule.feature(name);
		return isOn ? waysTo(when, targets) : [];
	});
	const isCovered = forwards.some(({ when }) => when === 'no answer');
	return [...ringing, ...forwards, ...(isCovered ? [] : waysTo('no answer', unanswered))];
}

/** Phones that ring: without a list of them the user's own. */
function ringTargets(rule: Rule): string[] {
	const { isOn, targets } = rule.feature('simultaneous-ring');
	return isOn && targets.length > 0 ? targets : ['<OwnDevices>'];
}

const waysTo = (when: string, targets: string[]): Way[] =>
	targets.map((text) => ({ when, target: targetOfRule(text) }));
