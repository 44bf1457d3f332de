import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { ANY_EVENT, EVENTS, MODELS, type Model } from '../../../nodes/NetSapiensTrigger/events';
import { itemsOf } from '../../../nodes/NetSapiensTrigger/items';
import { emptyMemory } from '../../../nodes/NetSapiensTrigger/memory';
import { NetSapiensTrigger } from '../../../nodes/NetSapiensTrigger/NetSapiensTrigger.node';
import preview from '../../../nodes/NetSapiensTrigger/__schema__/v1.1.0.json';
import * as samples from './samples';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
}

const at = DateTime.fromISO('2026-01-05T12:05:10Z', { zone: 'utc' });

/** Posts from which each event comes, in their order. */
const posts: Record<string, Array<[Model, IDataObject]>> = {
	agentState: [['agent', samples.agent()]],
	auditEntry: [['auditlog', samples.audit()]],
	callAnswered: [['call', samples.call({ time_answer: '2026-01-05 12:00:05' })]],
	callEnded: [['call', samples.call({ remove: 'yes' })]],
	callRecord: [['cdr', samples.cdr()]],
	callRinging: [['call', samples.call()]],
	chatMessage: [['message', samples.message({ type: 'chat' })]],
	conversationUpdated: [['messagesession', samples.conversation()]],
	missedCall: [
		['call', samples.call()],
		['call', samples.call({ remove: 'yes' })],
	],
	presenceChanged: [['presence', samples.presence()]],
	recordingReady: [['cdr', samples.cdr()]],
	smsReceived: [['message', samples.message()]],
	smsSent: [['message', samples.message({ direction: 'term' })]],
	transcriptionReady: [['cdr', samples.cdr()]],
	userChanged: [['subscriber', samples.presence()]],
	voicemailLeft: [['voicemail', samples.voicemail()]],
};

function itemOf(event: string): IDataObject {
	const filters = { directions: [], caller: null, dialled: null, queue: '', firstOnly: false };
	const choice = {
		events: [event],
		anyEventModels: [],
		filters: { ...filters, minTalkSeconds: 0 },
	};
	const memory = emptyMemory();
	const all = (posts[event] ?? []).flatMap(([model, raw]) =>
		itemsOf({ model, objects: [raw], at }, choice, memory),
	);
	expect(all).toHaveLength(1);
	return all[0]!;
}

/** Names of an item's fields that the preview does not have, inside of groups as well. */
function unforeseen(item: IDataObject, { properties }: Schema, path = ''): string[] {
	return Object.entries(item).flatMap(([name, value]) => {
		const schema = properties?.[name];
		if (!schema) return [`${path}${name}`];
		const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
		return isGroup && schema.properties
			? unforeseen(value as IDataObject, schema, `${path}${name}.`)
			: [];
	});
}

const events = EVENTS.map(({ value }) => value).filter((value) => value !== ANY_EVENT);

test.each(events)('the preview has every field of %s', (event) => {
	expect(unforeseen(itemOf(event), preview)).toEqual([]);
});

test.each(MODELS)('the preview has every field of any event of %s', (model) => {
	const choice = {
		events: [ANY_EVENT],
		anyEventModels: [model],
		filters: {
			directions: [],
			caller: null,
			dialled: null,
			queue: '',
			firstOnly: false,
			minTalkSeconds: 0,
		},
	};
	const [item] = itemsOf(
		{ model, objects: [{ domain: 'acme.example' }], at },
		choice,
		emptyMemory(),
	);
	expect(unforeseen(item!, preview)).toEqual([]);
});

test('the preview has what is looked up afterwards', () => {
	const looked = {
		recording: { url: '', status: '', durationSeconds: 1 },
		transcription: '',
		note: '',
	};
	expect(unforeseen(looked, preview)).toEqual([]);
});

test('the preview is that of the present version', () => {
	expect(new NetSapiensTrigger().description.version).toBe(1.1);
});
