import { addCollection } from '../collection-routes';
import { badRequest } from '../errors';
import { ok, type Call } from '../handler';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import { isYes } from '../yes';

/** Meetings of a user and what is logged of them. */
export function registerMeetings(sim: Simulator, routes: Routes): void {
	const shape = '/domains/{}/users/{}/meetings';
	const meetings = addCollection(sim, routes, {
		table: 'meetings',
		shape,
		owners: ['domain', 'user'],
		key: 'id',
		makeId: () => String(sim.random.integer(100000000, 999999999)),
		shown: (record, row) => ({ ...record, id: Number(row.id) }),
	});
	const logs = sim.store.table('meeting-events');
	routes.on('POST', shape, (call) => {
		const id = String(sim.random.integer(100000000, 999999999));
		return ok([meetings.show(meetings.create(call.path, id, meeting(sim, call, id), call))]);
	});
	routes.on('POST', `${shape}/getId`, () =>
		ok({
			id: sim.random.integer(100000000, 999999999),
			registration_id: sim.random.hex(16),
			phonenumbers: '',
		}),
	);
	routes.on('POST', `${shape}/{}`, (call) => {
		const id = numberIn(call);
		return ok(
			meetings.show(meetings.create(call.path.slice(0, 2), id, meeting(sim, call, id), call)),
		);
	});
	routes.on('DELETE', `${shape}/{}`, (call) => {
		meetings.remove(meetings.row(call.path.slice(0, 2), call.path[2] ?? ''), call);
		return ok('Success');
	});
	const log = `${shape}/{}/instance/{}/log`;
	sim.store.own('meeting-events', log);
	routes.on('POST', log, (call) => {
		const meetingId = Number(numberIn(call));
		const id = sim.random.hex(16);
		const { details = '' } = call.body;
		logs.put(call.path, id, {
			event_id: id,
			meeting_id: meetingId,
			source_id: call.path[1],
			event: call.body.event,
			target: call.body.target ?? '',
			details: typeof details === 'string' ? details : JSON.stringify(details),
			timestamp: sim.plainNow(),
			'meeting-instance-id': call.path[3],
			'file-source': '',
		});
		return ok({ code: 200, message: 'Success' });
	});
	routes.on('GET', log, (call) =>
		ok({ meeting_events: [...logs.below(call.path)].map((row) => row.data) }),
	);
	routes.on('POST', '/meetings/register/{}', () => ok({ code: 200, message: 'Success' }));
}

/** The number of the meeting in the path. @throws ApiError 400 */
function numberIn({ path }: Call): string {
	const id = path[2] ?? '';
	if (!/^\d+$/.test(id)) throw badRequest('Invalid value for path parameter id');
	return id;
}

const meeting = (sim: Simulator, call: Call, id: string): Data => ({
	...readable(sim, call.body),
	id: Number(id),
	current_timestamp: call.body.current_timestamp ?? sim.isoNow(),
	'meeting-registration-id': call.body['meeting-registration-id'] ?? sim.random.hex(16),
});

/**
 * One of the two ways to make a meeting is documented with other values than are read: yes for 1, any
 * text for one of a list. What no record can hold is not kept.
 */
function readable({ spec }: Simulator, body: Data): Data {
	const properties = spec.properties(spec.document.components.schemas.Meeting);
	const fits = (name: string, value: unknown) =>
		!properties[name] || spec.strict(`meeting ${name}`, () => properties[name] ?? {})(value);
	return Object.fromEntries(
		Object.entries(body)
			.map(([name, value]) => [name, fits(name, value) ? value : Number(isYes(value))] as const)
			.filter(([name, value]) => fits(name, value)),
	);
}
