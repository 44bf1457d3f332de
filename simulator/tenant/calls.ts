import { badRequest, conflict, notFound } from '../errors';
import type { Bus } from '../events/bus';
import { callEvent, cdrEvent, shortEvent } from '../events/call-payloads';
import { recordingEvent } from '../events/payloads';
import type { Media } from '../files/media';
import type { System } from '../system';
import type { Owner } from './owner';
import { endedLeg } from './ended-leg';
import { currentLeg, isParked, parkedAt, usersOf, type LiveCall, type LiveLeg } from './live-call';
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
const TRANSFERRED = 'Transferred';
const FIRST_SLOT = 701;

/** The live calls and the steps they can take. */
export class Calls {
	readonly live = new Map<string, LiveCall>();

	constructor(
		private readonly system: System,
		private readonly bus: Bus,
		private readonly media: Media,
	) {}

	/** Lets a call ring. @throws ApiError when nobody can be reached or the id is in use */
	dial(dial: Dial): LiveCall {
		const target = route(this.system, dial);
		const id = dial.id ?? this.origCallId();
		if (this.live.has(id)) throw conflict('Call id is in use');
		const now = this.system.now();
		const call: LiveCall = {
			id,
			sessionId: this.system.callId(),
			domain: target.domain,
			reseller: this.system.resellerOf(target.domain),
			kind: target.kind,
			origUser: target.origUser,
			callerNumber: target.callerNumber,
			callerName: dial.name ?? target.callerName,
			dialled: dial.to.split('@')[0] ?? '',
			queue: target.queue,
			state: 'ringing',
			started: now,
			held: 0,
			legs: this.legsTo(target),
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
			[...this.live.values()].find((one) =>
				one.legs.some((leg) => leg.termCallId === id || leg.origCallId === id),
			);
		if (!call) throw notFound();
		return call;
	}

	/** Live calls below these owners: domain, user. */
	below([domain, user]: string[]): LiveCall[] {
		return [...this.live.values()].filter(
			(call) =>
				(domain === undefined || call.domain === domain) &&
				(user === undefined || usersOf(call).includes(user)),
		);
	}

	/** One of the ringing phones takes the call; the others stop. */
	answer(call: LiveCall, user?: string): void {
		if (call.state !== 'ringing') throw badRequest('Call is not ringing');
		const winner = call.legs.find(
			(leg) => leg.state === 'ringing' && (user === undefined || leg.user === user),
		);
		if (!winner) throw notFound();
		call.state = 'talking';
		winner.answered = this.system.now();
		call.answered ??= winner.answered;
		for (const leg of call.legs) {
			if (leg === winner || leg.state === 'over') continue;
			this.finish(call, leg, leg.application ? 'Connect' : 'Orig: Cancel');
		}
		winner.state = 'talking';
		this.publish(call, winner);
	}

	hold(call: LiveCall): void {
		if (call.state !== 'talking') throw badRequest('Call is not active');
		call.state = 'held';
		call.heldSince = this.system.now();
		this.publish(call, currentLeg(call));
	}

	unhold(call: LiveCall): void {
		if (call.state !== 'held') throw badRequest('Call is not on hold');
		this.endHold(call);
		call.state = 'talking';
		this.publish(call, currentLeg(call));
	}

	/** The present leg ends and a new one rings at the destination: a transfer, or a key in a menu. */
	transfer(call: LiveCall, to: string): void {
		const before = currentLeg(call);
		const party = before.outside ? call.origUser : before.user;
		const target = route(this.system, { from: party, to, domain: call.domain });
		this.finish(call, before, before.application ? 'DTMF 1 entered' : 'Term: Transfer');
		call.state = 'ringing';
		const by = before.application ? undefined : { byAction: 'Transfer', byUser: before.user };
		this.add(call, this.legsTo(target, { byCallId: before.termCallId, ...by }));
	}

	/**
	 * Somebody who talks puts the call into a parking slot, where it waits for whoever picks it up.
	 * No capture shows one: the target is taken to be the word that answer rules have, `park_701`.
	 *
	 * @param slot a free one when left out
	 * @throws ApiError when nobody talks on a phone, or another call is in the slot
	 */
	park(call: LiveCall, slot = this.freeSlot(call.domain)): void {
		const before = currentLeg(call);
		if (before.state !== 'talking' || before.application) throw badRequest('Call is not active');
		if (this.slotsOf(call.domain).includes(slot)) throw conflict(`Slot ${slot} is in use`);
		const byUser = before.outside ? call.origUser : before.user;
		this.finish(call, before, TRANSFERRED);
		call.state = 'talking';
		this.add(call, [
			this.application(parkedAt(slot), slot, { byUser, byCallId: before.termCallId }),
		]);
	}

	/** Somebody takes a parked call from its slot. @throws ApiError when it is not parked, or nobody has that phone */
	pickUp(call: LiveCall, user: string): void {
		const before = currentLeg(call);
		if (!isParked(before)) throw badRequest('Call is not parked');
		if (!this.system.store.table('users').find([call.domain], user)) throw notFound();
		this.finish(call, before, TRANSFERRED);
		call.state = 'ringing';
		this.add(call, [this.leg(user, { byUser: before.user, byCallId: before.termCallId })]);
		this.answer(call, user);
	}

	/** Nobody picked up: a number outside rings, by the rule of the user who did not. */
	forward(call: LiveCall, to: string): void {
		const { user, termCallId } = this.giveUp(call);
		const by = { byAction: 'ForwardNoAnswer', byUser: user, byCallId: termCallId };
		this.add(call, [{ ...this.leg(to, by), outside: true }]);
	}

	/** Nobody picked up: the mailbox of the user who did not takes the call. */
	toVoicemail(call: LiveCall): void {
		const { user, termCallId } = this.giveUp(call);
		const by = { byUser: user, byCallId: termCallId };
		this.add(call, [this.application('VMail', user, by)]);
	}

	/** Ends a call and leaves a call record for every leg. */
	end(call: LiveCall, reason?: string): void {
		for (const leg of call.legs) {
			const isRinging = leg.state === 'ringing' && !call.answered;
			const usual = isRinging ? 'Orig: Cancel' : 'Orig: Bye';
			if (leg.state !== 'over') this.finish(call, leg, reason ?? usual);
		}
		call.state = 'over';
		this.live.delete(call.id);
		if (call.answered) this.keepRecording(call);
	}

	/** Ends the calls of somebody who is gone. */
	forget({ domain, user }: Extract<Owner, { domain: string }>): void {
		for (const call of this.below(user === undefined ? [domain] : [domain, user])) this.end(call);
	}

	private keepRecording(call: LiveCall): void {
		const recording = this.media.keepRecording(call);
		if (!recording) return;
		const { domain, users } = recording;
		const publish = () =>
			this.bus.publish('call_recording', { domain, users }, () =>
				recordingEvent(this.system, this.media, recording),
			);
		this.system.later(this.system.switches.number('recording-delay'), publish);
	}

	/** Parking slots with a call in them. */
	private slotsOf(domain: string): string[] {
		return this.below([domain])
			.map(currentLeg)
			.filter(isParked)
			.map(({ user }) => user);
	}

	private freeSlot(domain: string): string {
		const taken = this.slotsOf(domain);
		let slot = FIRST_SLOT;
		while (taken.includes(String(slot))) slot++;
		return String(slot);
	}

	/** Stops all phones that ring, and the wait in a queue. @throws ApiError when none rings */
	private giveUp(call: LiveCall): LiveLeg {
		const first = call.legs.find((leg) => leg.state === 'ringing');
		if (!first) throw badRequest('Call is not ringing');
		for (const leg of call.legs) if (leg.state !== 'over') this.finish(call, leg, 'No Answer');
		return first;
	}

	private add(call: LiveCall, legs: LiveLeg[]): void {
		call.legs.push(...legs);
		for (const leg of legs) this.publish(call, leg);
	}

	/** The legs by which a destination is reached: queues and attendants take a call before phones ring. */
	private legsTo(target: Route, by: Partial<LiveLeg> = {}): LiveLeg[] {
		const { queue, attendant, mailbox } = target;
		if (attendant) return [this.application('Auto-Attendant', attendant, by)];
		if (mailbox) return [this.application('VMail', mailbox, by)];
		const waiting = queue ? [this.application('Call-Queue', queue, by)] : [];
		const dispatched = {
			byAction: 'QueueSDispatch',
			byUser: queue,
			byCallId: waiting[0]?.termCallId ?? '',
		};
		const phones = target.users.map((user, i) => ({
			...this.leg(user, queue ? dispatched : by),
			outside: target.outside,
			origCallId:
				i > 0 && this.system.switches.is('fork-ids', 'own') ? this.origCallId() : undefined,
		}));
		return [...waiting, ...phones];
	}

	/** An id as phones and carriers make them. */
	private origCallId(): string {
		return `0_${this.system.random.integer(1e9, 4e9)}@192.0.2.10`;
	}

	private leg(user: string, by: Partial<LiveLeg>): LiveLeg {
		return {
			termCallId: this.system.callId(),
			user,
			application: '',
			outside: false,
			state: 'ringing',
			started: this.system.now(),
			changed: this.system.now(),
			byAction: '',
			byUser: '',
			byCallId: '',
			...by,
		};
	}

	/** Answers at once, by nobody. */
	private application(name: string, user: string, by: Partial<LiveLeg>): LiveLeg {
		const answered = this.system.now();
		return { ...this.leg(user, by), application: name, state: 'talking', answered };
	}

	private finish(call: LiveCall, leg: LiveLeg, reason: string): void {
		if (leg.state === 'talking' && !leg.application) this.endHold(call);
		const ended = endedLeg(this.system, call, leg, reason);
		leg.state = 'over';
		this.publish(call, leg);
		const record = this.system.cdrs.add(ended);
		this.bus.publish('cdr', { domain: call.domain, users: usersOf(call) }, () =>
			cdrEvent(this.system, record.leg, record.position),
		);
	}

	private endHold(call: LiveCall): void {
		if (call.heldSince === undefined) return;
		call.held += this.system.now() - call.heldSince;
		call.heldSince = undefined;
	}

	private publish(call: LiveCall, leg: LiveLeg): void {
		const concern = { domain: call.domain, users: usersOf(call) };
		const { bus } = this;
		const { switches } = this.system;
		if (leg.state !== 'over') leg.changed = this.system.now();
		const event = () => callEvent(this.system, call, leg);
		bus.publish(EVERY_CHANGE, concern, event);
		// Changes on other legs than the first, such as ring groups and transfers, are not seen here.
		if (leg !== call.legs[0]) return;
		const isShort = switches.is('origid-fields', 'short');
		bus.publish(FIRST_LEG, concern, isShort ? () => shortEvent(event(), leg) : event);
	}
}
