import { byId, runCase, type CompositeCase } from '../../support/composites';

const users = [
	{ user: '201', first: 'Nora', last: 'Vance' },
	{ user: '202', first: 'Ida', last: 'Moss' },
];

const autoAttendant = {
	attendantExtension: '5000',
	greetingText: 'Welcome to Harbor Supplies. For sales, press 1.',
};

const customer = (title: string, more: object): CompositeCase => ({
	title,
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
				autoAttendant,
				menuKeys: {
					values: [
						{ menuKey: '1', menuSendTo: '4000' },
						{ menuKey: '2', menuSendTo: '202' },
					],
				},
				phoneNumbers: {
					values: [
						{ number: '12025550901', sendTo: '4000' },
						{ number: '12025550902', sendTo: '5000' },
					],
				},
				...more,
			},
		}) as never,
});

const newCustomer = customer('New Customer', {});

/** A new customer, tried in all ways that plan.test.ts knows. */
export const customerCases: CompositeCase[] = [
	newCustomer,
	{
		...customer('New Customer: one who is there, with other hours and keys', {
			businessHours: { days: ['monday', 'saturday'], from: '08:00', to: '18:30' },
			menuKeys: {
				values: [
					{ menuKey: '2', menuSendTo: '201' },
					{ menuKey: '*', menuSendTo: '4000' },
				],
			},
		}),
		prepare: async (simulator) => {
			const { error } = await runCase(simulator, newCustomer);
			if (error) throw error;
		},
	},
];
