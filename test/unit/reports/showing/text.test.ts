/** The text alternative of reports. */
import { textOf } from '../../../../nodes/NetSapiens/reports/showing/text';
import { sampleReport } from '../../../support/report';

it('lines figures, notes and tables up', () => {
	expect(textOf(sampleReport(2))).toBe(`Call Activity
acme.example, Jan 5 to Jan 11, 2026

Calls: 1,234, before: 1,000 (+23%)
Answered: 93.5%, before: 95% (-1.5 points)
Talk Time: 33:25:45
Busiest Hour: 10 AM

Note: Sites could not be read: this credential may not read them.

By User
Extension  Name       Department  Calls  Answered  Talk Time  Last Call
---------  ---------  ----------  -----  --------  ---------  --------------------
101        Ada Park                  11       60%      17:47  Jan 5, 2026, 3:04 PM
102        Ben Ortiz  Support        48       61%    1:17:36  Jan 5, 2026, 3:04 PM
Total                             1,234     93.5%   33:25:45

By Direction
Direction  Calls
---------  -----
Inbound      800
Outbound     434
`);
});

it('says so where there is nothing, and where there is more', () => {
	const report = sampleReport(0);
	expect(textOf({ ...report, figures: [], notes: [] })).toContain('By User\nNothing to show.');
	expect(textOf(sampleReport(201))).toContain('The first 200 of 201 rows.');
});
