import type { IDataObject } from 'n8n-workflow';
import { yesOrNo } from '../../../execute/scalars';
import { spelled } from '../../../spellings';
import { bodyFields } from '../../plan/compare';
import type { Step } from '../../plan/plan';
import { readFew } from '../../plan/read';
import { operationOf } from '../../plan/request';
import { changeSteps } from '../../plan/steps';
import type { Person } from '../person';

const UPDATE = { resource: 'answerRule', operation: 'update' };

/** No answer rule sends calls to other phones any more; voicemail stays. */
export async function forwardingSteps(person: Person): Promise<Step[]> {
	const { call, domain, user } = person;
	const path = { domain, user };
	const rules = await readFew(call, { ...UPDATE, operation: 'getAll', path });
	return rules.flatMap((rule) => {
		const timeframe = String(spelled(rule, 'answerRule').get('time-frame'));
		const act = { ...UPDATE, path: { ...path, timeframe } };
		const title = `End forwarding of user ${user} in answer rule ${timeframe}`;
		return changeSteps(title, act, ended(rule), rule);
	});
}

/** The features of a rule that reach other phones, turned off. */
function ended(rule: IDataObject): IDataObject {
	const { get } = spelled(rule, 'answerRule');
	const names = bodyFields(operationOf(UPDATE)).map(({ name }) => name);
	const forwarding = names.filter(
		(name) => name.startsWith('forward-') && reachesOthers(get(name), (to) => /^vmail/i.test(to)),
	);
	const off = forwarding.map((name) => [name, { enabled: 'no' }] as const);
	const ring = get('simultaneous-ring');
	const isOwn = (to: string) => to === OWN_DEVICES;
	return {
		...Object.fromEntries(off),
		...(reachesOthers(ring, isOwn) && { 'simultaneous-ring': ringingOwn(ring as IDataObject) }),
	};
}

/** Stands for all devices of the user. */
const OWN_DEVICES = '<OwnDevices>';

function ringingOwn({ parameters }: IDataObject): IDataObject {
	const isOwn = targets(parameters).includes(OWN_DEVICES);
	return isOwn ? { enabled: 'yes', parameters: [OWN_DEVICES] } : { enabled: 'no' };
}

/** Whether a feature is on and has a target that does not stay with the user. */
function reachesOthers(feature: unknown, stays: (target: string) => boolean): boolean {
	const { enabled, parameters } = (feature ?? {}) as IDataObject;
	return yesOrNo(enabled) === true && targets(parameters).some((target) => !stays(target));
}

const targets = (parameters: unknown): string[] => [parameters ?? []].flat().map(String);
