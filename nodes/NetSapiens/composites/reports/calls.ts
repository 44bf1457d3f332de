import { AgentActivity } from '../../reports/calls/agentActivity';
import { AttendantMenu } from '../../reports/calls/attendantMenu';
import { CallActivity, GROUPS } from '../../reports/calls/callActivity';
import { MissedCalls } from '../../reports/calls/missedCalls';
import { QueueService } from '../../reports/calls/queueService';
import { oneOf, wholeNumber } from '../../execute/scalars';
import { callReport } from './callReport';

const HOUR_SECONDS = 60 * 60;

/** Calls by user, queue, hour and so on. */
export const callActivityReport = callReport('Call Activity', ({ groupBy }) => {
	const by = oneOf(groupBy, 'Group By', [...GROUPS]) as (typeof GROUPS)[number];
	return {
		needsPeople: by === 'department' || by === 'site',
		counter: (frame, filters) => new CallActivity(frame, by, filters),
	};
});

/** Missed calls, and which of them were returned. */
export const missedCallsReport = callReport('Missed Calls', ({ returnedWithinHours = 24 }) => {
	const hours = wholeNumber(returnedWithinHours, 'Returned Within (Hours)', { min: 1, max: 744 });
	const beyondSeconds = hours * HOUR_SECONDS;
	return {
		beyondSeconds,
		counter: (frame, filters) => new MissedCalls(frame, beyondSeconds, filters),
	};
});

/** How well call queues served their callers. */
export const queueServiceReport = callReport('Queue Service', ({ serviceLevelSeconds = 20 }) => {
	const within = wholeNumber(serviceLevelSeconds, 'Service Level (Seconds)', { min: 1 });
	return { counter: (frame, filters) => new QueueService(frame, within, filters) };
});

/** What agents did with the calls that queues offered them. */
export const agentActivityReport = callReport('Agent Activity', () => ({
	counter: (frame, filters) => new AgentActivity(frame, filters),
}));

/** Which keys callers press in menus. */
export const attendantMenuReport = callReport('Auto Attendant Menus', () => ({
	counter: (frame) => new AttendantMenu(frame),
}));
