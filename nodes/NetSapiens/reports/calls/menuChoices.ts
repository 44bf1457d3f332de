import type { Call } from '../../calls/call';
import type { Leg } from '../../calls/leg';
import { calledName, partyOf } from '../../calls/parties';

/** What a caller did in the menu of an auto attendant. */
export interface Choice {
	/** Extension of the attendant; '' where no record names it. */
	attendant: string;
	/** Which of its menus, as the server numbers them; '' where no record says it. */
	menu: string;
	/** The key; `extension` when several digits were dialed, `none`, `hungUp`, or `other`. */
	key: string;
	/** The extension or number the call went on to; '' when it did not. */
	leadsTo: string;
}

/** `Prompt_600001` as a target, and `Prompt_600001.Case_2` where a key had led (live servers). */
const PROMPT = /^prompt_(?<menu>\w+?)(?:\.case_(?<key>\w+))?$/i;

/** What callers did in the menus that a call came through, in order. */
export function choicesOf({ legs }: Call): Choice[] {
	const isMenu = (leg: Leg) => partyOf(leg) === 'attendant';
	if (!legs.some(isMenu)) return legs.flatMap((leg) => byRoute(leg) ?? []);
	return legs.flatMap((leg, at) => {
		if (!isMenu(leg)) return [];
		const next = legs[at + 1];
		return {
			attendant: leg.called,
			menu: promptOf(leg.target)?.menu ?? '',
			key: keyOf(leg, next),
			leadsTo: next ? calledName(next) : '',
		};
	});
}

/** Some servers write no record of the menu: where the call came from is all there is. */
function byRoute(leg: Leg): Choice | undefined {
	const { menu = '', key } = promptOf(leg.route) ?? {};
	if (key === undefined) return undefined;
	return { attendant: '', menu, key: kindOf(key), leadsTo: calledName(leg) };
}

/** By why the menu's leg ended (a provider's counts), else by the route of the next one. */
function keyOf({ reason }: Leg, next: Leg | undefined): string {
	const pressed = /^dtmf (\S+) entered/i.exec(reason)?.[1] ?? promptOf(next?.route ?? '')?.key;
	if (pressed !== undefined) return kindOf(pressed);
	if (/^no digit/i.test(reason)) return 'none';
	return next ? 'other' : 'hungUp';
}

const kindOf = (pressed: string): string => (pressed.length > 1 ? 'extension' : pressed);

const promptOf = (text: string): Partial<Record<'menu' | 'key', string>> | undefined =>
	PROMPT.exec(text)?.groups;
