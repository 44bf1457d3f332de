import { badRequest, conflict, notFound } from '../errors';
import { callEvent, cdrEvent } from '../events/call-payloads';
import type { Simulator } from '../simulator';
import { endedLeg } from './ended-leg';
import { currentLeg, usersOf, type LiveCall, type LiveLeg } from './live-call';
import { route, type Route } from './routing';

/** What a new call needs. */
export interface Dial {
	/** Extension or outside number. */
	from: string;
	/** Extension, queue or number; a number of a domain goes where it is routed. */
	to: string;
	/** Needed when neither side tells the domain. */
	domain?: string;
	/** Name shown with the caller's number. */
	name?: string;
	/** Call id the caller chose. */
	id?: string;
	/** Whether a recording is kept; yes when left out. */
	recorded?: boolean;
	/** Who rings instead of the destination's own users. */
	users?: string[];
}

const EVERY_CHANGE = 'call';
const FIRST_LEG = 'call_origid';

/** The live calls and the steps they can take. */
export class Calls {
	readonly live = new Map<string, LiveCall>();

	constructor(private readonly sim: Simulator) {}

	/** Lets a call ring. @throws ApiError when nobody can be reached or the id is in use */
	dial(dial: Dial): LiveCall {
		const target = route(this.sim, dial);
		const id = dial.id ?? `0_${this.sim.random.integer(1e9, 4e9)}@192.0.2.10`;
		if (this.live.has(id)) throw conflict('Call id is in use');
		const now = this.sim.now();
		const call: LiveCall = {
			id,
			sessionId: this.sim.callId(),
			domain: target.domain,
			reseller: this.sim.resellerOf(target.domain),
			kind: target.kind,
			origUser: target.origUser,
			callerNumber: target.callerNumber,
			callerName: dial.name ?? target.callerName,
			dialled: dial.to,
			queue: target.queue,
			state: 'ringing',
			started: now,
			held: 0,
			legs: target.users.map((user) => this.leg(user, target)),
			recorded: dial.recorded ?? true,
		};
		this.live.set(id, call);
		for (const leg of call.legs) this.publish(call, leg);
		return call;
	}

	/** The call with this id, its originating or a terminating one. @throws ApiError 404 */
	get(id: string): LiveCall {
		const call =
			this.live.get(id) ??
			[...this.live.values()].find((one) => one.legs.some((leg) => leg.termCallId === id));
		if (!call) throw notFound();
		return call;
	}

	/** One of the ringing phones takes the call; the others stop. */
	answer(call: LiveCall, user?: string): void {
		if (call.state !== 'ringing') throw badRequest('Call is not ringing');
		const winner = call.legs.find(
			(leg) => leg.state === 'ringing' && (user === undefined || leg.user === user),
		);
		if (!winner) throw notFound();
		call.state = 'talking';
		call.answered ??= this.sim.now();
		for (const leg of call.legs) {
			if (leg === winner || leg.state !== 'ringing') continue;
			this.finish(call, leg, 'Orig: Cancel');
		}
		winner.state = 'talking';
		this.publish(call, winner);
	}

	hold(call: LiveCall): void {
		if (call.state !== 'talking') throw badRequest('Call is not active');
		call.state = 'held';
		call.heldSince = this.sim.now();
		this.publish(call, currentLeg(call));
	}

	unhold(call: LiveCall): void {
		if (call.state !== 'held') throw badRequest('Call is not on hold');
		this.endHold(call);
		call.state = 'talking';
		this.publish(call, currentLeg(call));
	}

	/** The present leg ends and a new one rings at the destination. */
	transfer(call: LiveCall, to: string): void {
		const before = currentLeg(call);
		const party = before.outside ? call.origUser : before.user;
		const target = route(this.sim, { from: party, to, domain: call.domain });
		this.finish(call, before, 'Term: Transfer');
		call.state = 'ringing';
		for (const user of target.users) {
			const leg = this.leg(user, target, 'Transfer', before.user);
			call.legs.push(leg);
			this.publish(call, leg);
		}
	}

	/** Ends a call and leaves a call record for every leg. */
	end(call: LiveCall, reason = 'Orig: Bye'): void {
		for (const leg of call.legs) {
			if (leg.state !== 'over') this.finish(call, leg, call.answered ? reason : 'Orig: Cancel');
		}
		call.state = 'over';
		this.live.delete(call.id);
		if (call.answered) this.sim.media.keepRecording(call);
	}

	private leg(user: string, target: Route, byAction = '', byUser = ''): LiveLeg {
		return {
			termCallId: this.sim.callId(),
			user,
			outside: target.kind === 'out',
			state: 'ringing',
			started: this.sim.now(),
			byAction: byAction || (target.queue ? 'QueueDispatch' : ''),
			byUser: byUser || target.queue,
		};
	}

	private finish(call: LiveCall, leg: LiveLeg, reason: string): void {
		if (leg.state === 'talking') this.endHold(call);
		const ended = endedLeg(this.sim, call, leg, reason);
		leg.state = 'over';
		this.publish(call, leg);
		const position = this.sim.cdrs.add(ended);
		this.sim.bus.publish('cdr', { domain: call.domain, users: usersOf(call) }, () =>
			cdrEvent(this.sim, ended, position),
		);
	}

	private endHold(call: LiveCall): void {
		if (call.heldSince === undefined) return;
		call.held += this.sim.now() - call.heldSince;
		call.heldSince = undefined;
	}

	private publish(call: LiveCall, leg: LiveLeg): void {
		const concern = { domain: call.domain, users: usersOf(call) };
		const event = () => callEvent(this.sim, call, leg);
		this.sim.bus.publish(EVERY_CHANGE, concern, event);
		// Changes on other legs than the first, such as ring groups and transfers, are not seen here.
		if (leg === call.legs[0]) this.sim.bus.publish(FIRST_LEG, concern, event);
	}
}
