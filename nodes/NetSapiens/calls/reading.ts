import type { IDataObject } from 'n8n-workflow';
import { meant, type Meaning, type Meant } from '../meanings';
import type { Leg } from './leg';
import { userPart } from './parties';

type Said = Meant<Meaning<'call'>>;

/**
 * Reads a leg from a call record (whole, short, or of one user's list), from a `cdr` event, or from
 * a live call as events and API have it, whatever names and notations the server uses
 * (spec/dialects.yaml, `events`).
 */
export function legOfRecord(record: IDataObject): Leg {
	const said = meant('call', record);
	const leg: Leg = {
		callId: nameIn(said, 'callId'),
		legId: nameIn(said, 'legId'),
		throughId: nameIn(said, 'throughId'),
		sessionId: nameIn(said, 'sessionId'),
		parentCallId: nameIn(said, 'parentCallId'),
		parentId: nameIn(said, 'parentId'),
		recordId: nameIn(said, 'recordId'),
		index: said.number('index'),
		domain: said.text('domain'),
		callerUser: nameIn(said, 'callerUser'),
		callerDomain: said.text('callerDomain'),
		callerNumber: said.text('callerNumber') || userPart(said.text('callerUri')),
		callerName: said.text('callerName'),
		callerSipUser: said.text('callerSipUser') || userPart(said.text('callerUri')),
		callerType: said.text('callerType').toLowerCase(),
		dialed: dialedOf(said),
		action: said.text('action'),
		through: nameIn(said, 'through'),
		throughDomain: said.text('throughDomain'),
		called: nameIn(said, 'called'),
		calledDomain: said.text('calledDomain'),
		calledName: said.text('calledName'),
		calledType: said.text('calledType').toLowerCase(),
		target: said.text('target') || (said.isBlank('target') ? ' ' : ''),
		route: said.text('route'),
		type: said.number('type'),
		start: said.seconds('start') ?? said.seconds('batchStart'),
		callStart: said.seconds('batchStart'),
		answer: said.seconds('answer'),
		end: said.seconds('end'),
		changed: said.seconds('changed'),
		talk: said.number('talk'),
		hold: said.number('hold'),
		reason: said.text('reason'),
		interim: /^begin$/i.test(said.text('releaseCode')),
		removed: said.isYes('removed'),
	};
	if (isOfUserList(leg, said)) return ofUserList(leg, said);
	return isOutsideNumber(leg) ? { ...leg, called: '' } : leg;
}

/** An ID or extension; servers that make numbers of digits say 0 where there is none. */
function nameIn(said: Said, meaning: Meaning<'call'>): string {
	const name = said.text(meaning);
	return name === '0' ? '' : name;
}

/** The server completes transfers under a number of its own making, which begins with an X. */
function dialedOf(said: Said): string {
	const numbers = [said.text('dialed'), said.text('requested')];
	return numbers.find((number) => number !== '' && !/^x/i.test(number)) ?? '';
}

/** Some live calls name an outside number where others name the called user. */
function isOutsideNumber({ called, calledDomain, target }: Leg): boolean {
	const noDomain = calledDomain === '' || calledDomain === '*';
	return noDomain && /^\+?\d{7,}$/.test(called) && userPart(target) === called;
}

/** One user's list names that user and the other party instead of caller and called. */
function isOfUserList({ callerUser, called, target }: Leg, said: Said): boolean {
	return callerUser + called + target === '' && said.text('owner') !== '';
}

function ofUserList(leg: Leg, said: Said): Leg {
	const [user = '', domain = ''] = said.text('owner').split('@');
	const number = said.text('otherNumber');
	const name = said.text('otherName');
	const extension = said.isYes('isOnNet') ? number : '';
	if (leg.type === 0) {
		const called = { dialed: number, called: extension, calledName: name };
		return { ...leg, callerUser: user, callerDomain: domain, ...called };
	}
	const caller = { callerNumber: number, callerUser: extension, callerName: name };
	return { ...leg, called: user, calledDomain: domain, ...caller };
}
