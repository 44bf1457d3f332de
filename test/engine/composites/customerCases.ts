import { byId, type CompositeCase } from '../../support/composites';

const users = [
	{ user: '201', first: 'Nora', last: 'Vance' },
	{ user: '202', first: 'Ida', last: 'Moss' },
];

/** A new customer, tried in all ways that plan.test.ts knows. */
export const customerCases: CompositeCase[] = [
	{
		title: 'New Customer',
		undoes: true,
		input: users.map((json) => ({ json })),
		parameters: () =>
			({
				resource: 'domain',
				operation: 'newCustomer',
				'new-domain': 'harbor.example',
				reseller: byId('Northwind Telecom'),
				'new-user': '={{ $json.user }}',
				'name-first-name': '={{ $json.first }}',
				'name-last-name': '={{ $json.last }}',
				'email-address': '={{ $json.first }}@harbor.example',
				fields: {
					description: 'Harbor Supplies',
					'time-zone': byId('America/New_York'),
					sites: {
						values: [
							{
								siteName: 'Pier',
								siteCallerId: '12025550901',
								siteEmergencyCallerId: '12025550902',
							},
							{ siteName: 'Mill', siteCallerId: '', siteEmergencyCallerId: '' },
						],
					},
					'limits-max-users': 10,
					createDevice: true,
					businessHours: { from: '09:00', to: '17:00' },
					queues: {
						values: [{ queueExtension: '4000', queueName: 'Sales', agents: '201, 202' }],
					},
					autoAttendant: { attendantExtension: '5000' },
					phoneNumbers: {
						values: [
							{ number: '12025550901', sendTo: '4000' },
							{ number: '12025550902', sendTo: '5000' },
						],
					},
				},
			}) as never,
	},
];
