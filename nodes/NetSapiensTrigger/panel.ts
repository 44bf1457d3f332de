import type { INodeTypeDescription, NodeHint } from 'n8n-workflow';
import { EVENTS, type EventChoice } from './events';

const names = Object.fromEntries(EVENTS.map(({ name, value }) => [value, name]));

/** The line below the node on the canvas: the chosen events, by the names that the form has. */
export const subtitle = `={{ $parameter.events.map((event) => (${JSON.stringify(names)})[event] ?? event).join(", ") }}`;

/** Of the panel beside the form, which says the same of every event. */
export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Try it with a real event',
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
