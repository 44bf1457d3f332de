import type { Composite, TogetherComposite } from '../execute/call';
import { forwardCalls, setDoNotDisturb } from './answerRules/forwardCalls';
import { routeByTimeframe } from './answerRules/routeByTimeframe';
import { endVacation, setVacation } from './answerRules/vacation';
import { checkCompatibility } from './checkCompatibility';
import { newCustomer } from './customer/newCustomer';
import { offboard } from './employee/offboard';
import { onboard } from './employee/onboard';
import { getCalls } from './getCalls';
import { callFlow } from './reports/callFlow';
import {
	agentActivityReport,
	attendantMenuReport,
	callActivityReport,
	missedCallsReport,
	queueServiceReport,
} from './reports/calls';
import {
	emergencyAddressAuditReport,
	extensionInventoryReport,
	phonesOfflineReport,
} from './reports/inventory';
import { unusedResourcesReport } from './reports/unusedResources';
import { addCalendarItems } from './timeframes/addCalendarItems';
import { addPublicHolidays } from './timeframes/addPublicHolidays';
import { compareSnapshots } from './snapshots/compareSnapshots';
import { takeSnapshot } from './snapshots/takeSnapshot';

/** resource → operation, as spec/resources has them under `composite`. */
export const composites: Record<string, Record<string, Composite>> = {
	cdr: { getCalls },
	coreServer: { checkCompatibility },
	domain: { takeSnapshot },
	report: {
		agentActivity: agentActivityReport,
		attendantMenu: attendantMenuReport,
		callActivity: callActivityReport,
		callFlow,
		emergencyAddressAudit: emergencyAddressAuditReport,
		extensionInventory: extensionInventoryReport,
		missedCalls: missedCallsReport,
		phonesOffline: phonesOfflineReport,
		queueService: queueServiceReport,
		unusedResources: unusedResourcesReport,
	},
	phoneNumber: { routeByTimeframe },
	sharedTimeframe: { addPublicHolidays },
	user: { endVacation, forwardCalls, offboard, onboard, setDoNotDisturb, setVacation },
};

/** Those that work on all items at once. */
export const togetherComposites: Record<string, Record<string, TogetherComposite>> = {
	sharedTimeframe: { addCalendarItems },
	domain: { compareSnapshots, newCustomer },
};
