import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { follow, type World } from '../../reports/callFlow/follow';
import { mermaidOf } from '../../reports/callFlow/mermaid';
import { outlineOf } from '../../reports/callFlow/outline';
import { callFlowReport } from '../../reports/callFlow/report';
import { ruleOf, type Rule } from '../../reports/callFlow/rules';
import { svgOf } from '../../reports/callFlow/svg';
import { attendantOf, numberOf, type Attendant } from '../../reports/inventory/records';
import { show } from '../../reports/showing/show';
import { DomainReader } from '../domainReader';
import { formatsOf } from './inventory';
import { readAgents, readAttendants, readQueues, readUsers } from './sources';

/** Where calls to a phone number go. Answer rules are read of those alone whom calls can reach. */
export async function callFlow(call: Call): Promise<INodeExecutionData[]> {
	const reader = new DomainReader(call);
	const phonenumber = String(call.values.query.phonenumber ?? '').replace(/^\+/, '');
	const record = await reader.one({
		label: 'The phone number',
		path: '/domains/{domain}/phonenumbers/{phonenumber}',
		values: { phonenumber },
	});
	const [users, queues, agents, attendants] = await Promise.all([
		readUsers(reader),
		readQueues(reader),
		readAgents(reader),
		readAttendants(reader),
	]);
	const world: World = {
		users,
		queues: queues ?? [],
		agents: agents ?? [],
		attendants: attendants ?? [],
		rulesOf: async (user) => await readRules(reader, user),
		menuOf: async (attendant) => await readMenu(reader, attendant),
	};
	const flow = await follow({ ...numberOf(record), number: phonenumber }, world);
	const report = callFlowReport(flow, `${phonenumber}, ${reader.name}`, reader.notes);
	const formats = formatsOf(call);
	if (!formats.some((format) => format !== 'items'))
		return await show(call.context, report, formats);
	const json = { mermaid: mermaidOf(flow) };
	const picture = svgOf(outlineOf(flow), `Call flow of ${phonenumber}`);
	const diagram = await call.context.helpers.prepareBinaryData(
		Buffer.from(picture, 'utf8'),
		'call-flow.svg',
		'image/svg+xml',
	);
	return await show(call.context, report, formats, { json, binary: { diagram } });
}

async function readRules(reader: DomainReader, user: string): Promise<Rule[] | undefined> {
	const path = '/domains/{domain}/users/{user}/answerrules';
	const rows = await reader.ofEach({ label: `Answer rules of ${user}`, path }, 'user', [user]);
	return rows?.map(ruleOf);
}

/** The list has the menus on some servers only. */
async function readMenu(reader: DomainReader, attendant: Attendant): Promise<IDataObject> {
	if (Object.keys(attendant.menu).length > 0) return attendant.menu;
	const record = await reader.oneIfAllowed({
		label: `The menu of ${attendant.user}`,
		path: '/domains/{domain}/users/{user}/autoattendants/{prompt}',
		values: { user: attendant.user, prompt: attendant.prompt },
	});
	return record ? attendantOf(record).menu : {};
}
