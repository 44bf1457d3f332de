/**
 * One leg of a call: somebody or something was rung. Read from a call record, from a `cdr` event or
 * from a live call; what the record does not say is empty or null.
 */
export interface Leg {
	/** Call ID of the caller's side: the same on all legs of a call, but for a consultation. */
	callId: string;
	/** ID of this leg, made by the server. */
	legId: string;
	/** ID of the leg or call this one came from. */
	throughId: string;
	/** ID of the server's session, on live calls. */
	sessionId: string;
	/** Call ID of the call's first record. */
	parentCallId: string;
	/** ID of the call's first record. */
	parentId: string;
	recordId: string;
	/** Place among the legs of its call, 0 first. */
	index: number | null;
	/** The record's own domain, where it names one beside those of its two sides. */
	domain: string;
	/** Extension of the caller; empty for callers from outside. */
	callerUser: string;
	callerDomain: string;
	callerNumber: string;
	callerName: string;
	/** Caller of the SIP message: a number, or the name of the server's own business. */
	callerSipUser: string;
	/** `gateway` or `device`, where the record says it. */
	callerType: string;
	dialed: string;
	/** How the leg came to be, for example `QueueSDispatch`, `XferSup`, `CallRequest`. */
	action: string;
	/** User, queue or group whose rule made this leg. */
	through: string;
	throughDomain: string;
	/** Extension of the called; empty for outside numbers. */
	called: string;
	calledDomain: string;
	calledName: string;
	calledType: string;
	/** What was rung: a SIP address, or the name of an application. */
	target: string;
	/** By which place in a menu the leg came, for example `Prompt_600001.Case_2`. */
	route: string;
	/** The record's own word for the direction: 0 outbound, 1 inbound, 2 missed, 3 on-net. */
	type: number | null;
	/** Times in epoch seconds. */
	start: number | null;
	/** When the whole call began, where the record says it. */
	callStart: number | null;
	answer: number | null;
	/** Null on live calls: their removal says that they ended, not when. */
	end: number | null;
	/** Last change of a live call; its removal keeps it. */
	changed: number | null;
	/** Seconds. Null where the record has no such figure, as live calls. */
	talk: number | null;
	hold: number | null;
	/** Why it ended, in the server's words. */
	reason: string;
	/** Written when a call moves on, not at its end. */
	interim: boolean;
	/** A live call that is over. */
	removed: boolean;
}

/** A leg about which nothing is known. */
export const EMPTY_LEG: Leg = {
	callId: '',
	legId: '',
	throughId: '',
	sessionId: '',
	parentCallId: '',
	parentId: '',
	recordId: '',
	index: null,
	domain: '',
	callerUser: '',
	callerDomain: '',
	callerNumber: '',
	callerName: '',
	callerSipUser: '',
	callerType: '',
	dialed: '',
	action: '',
	through: '',
	throughDomain: '',
	called: '',
	calledDomain: '',
	calledName: '',
	calledType: '',
	target: '',
	route: '',
	type: null,
	start: null,
	callStart: null,
	answer: null,
	end: null,
	changed: null,
	talk: null,
	hold: null,
	reason: '',
	interim: false,
	removed: false,
};
