import type { IDataObject } from 'n8n-workflow';
import { yesOrNo } from '../../../execute/scalars';
import { spelled } from '../../../spellings';
import { changesOfNew } from '../../plan/compare';
import type { Step } from '../../plan/plan';
import { readRecord } from '../../plan/read';
import { changeSteps, createStep } from '../../plan/steps';
import type { Person } from '../person';

/** The rule for calls at any time. */
const DEFAULT_RULE = '*';

/** Stands for all devices of the user. */
const OWN_DEVICES = '<OwnDevices>';

/** What the default answer rule does with calls. */
export async function answerRuleSteps(
	{ call, domain, user, record }: Person,
	{ callHandling }: IDataObject,
): Promise<Step[]> {
	const { ringAllDevices, voicemailOnNoAnswer } = (callHandling ?? {}) as IDataObject;
	if (ringAllDevices === undefined && voicemailOnNoAnswer === undefined) return [];
	const resource = 'answerRule';
	const path = { domain, user, timeframe: DEFAULT_RULE };
	const rule = record && (await readRecord(call, { resource, operation: 'get', path }));
	const body: IDataObject = {
		...(ringAllDevices !== undefined && {
			'simultaneous-ring': ringing(Boolean(ringAllDevices), rule),
		}),
		...(voicemailOnNoAnswer !== undefined && {
			'forward-no-answer': toVoicemail(Boolean(voicemailOnNoAnswer), user),
		}),
	};
	const title = `Set the answer rule of user ${user}`;
	const act = { resource, operation: 'update', path };
	if (rule) return changeSteps(title, act, body, rule);
	if (record) {
		const whole = { 'time-frame': DEFAULT_RULE, enabled: 'yes', ...body };
		const create = { ...act, operation: 'create', path: { domain, user }, body: whole };
		return [createStep(title, create, { ...act, operation: 'delete' })];
	}
	// A new user comes with this rule (facts: multi-step behavior), and takes it along.
	return [{ title, act: { ...act, body }, changes: changesOfNew(body), undo: 'nothing' }];
}

/** Rings the own devices, and whatever else rings already. */
function ringing(isOn: boolean, rule: IDataObject = {}): IDataObject {
	if (!isOn) return { enabled: 'no' };
	const { enabled, parameters = [] } = (spelled(rule, 'answerRule').get('simultaneous-ring') ??
		{}) as IDataObject;
	const others = yesOrNo(enabled) ? [parameters].flat().map(String) : [];
	const all = others.includes(OWN_DEVICES) ? others : [OWN_DEVICES, ...others];
	return { enabled: 'yes', parameters: all };
}

const toVoicemail = (isOn: boolean, user: string): IDataObject =>
	isOn ? { enabled: 'yes', parameters: [`vmail_${user}`] } : { enabled: 'no' };
