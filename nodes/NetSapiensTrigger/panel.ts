import type { INodeTypeDescription, NodeHint } from 'n8n-workflow';
import { EVENTS, type EventChoice } from './events';

const names = Object.fromEntries(EVENTS.map(({ name, value }) => [value, name]));

/** The line below the node on the canvas: the chosen events, by the names that the form has. */
export const subtitle = `={{ $parameter.events.map((event) => (${JSON.stringify(names)})[event] ?? event).join(", ") }}`;

const IF_NOTHING_COMES =
	"<b>If nothing arrives</b>, the PBX may not be able to reach n8n. Run <b>Core Server → Check Compatibility</b> of the NetSapiens node: it warns when n8n's address is one that the PBX cannot post to.";

/** Of the panel beside the form, which says the same of every event. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Try it with a real event',
	executionsHelp: {
		inactive: `<b>To try it</b>, click Execute step, then make one of the chosen events happen on the PBX.<br /><br /><b>When the workflow is done</b>, publish it. It then runs at each event.<br /><br />${IF_NOTHING_COMES}`,
		active: `<b>The workflow is published</b> and runs at each event. Its executions are in the Executions tab.<br /><br />${IF_NOTHING_COMES}`,
	},
};

/** Where n8n guides through the setup of a workflow it says this while it listens. */
export const eventTriggerDescription = 'Make one of the chosen events happen on the PBX';

/** Above the output, until there is some: what to do now, for each chosen event. */
export const hints: NodeHint[] = EVENTS.map(hintOf);

function hintOf({ name, value, toTest }: EventChoice): NodeHint {
	return {
		message: `${name}: to test it, start listening, then ${toTest}.`,
		type: 'info',
		location: 'outputPane',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ $parameter.events.includes("${value}") }}`,
	};
}
