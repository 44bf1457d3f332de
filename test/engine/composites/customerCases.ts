import { byId, runCase, type CompositeCase } from '../../support/composites';

const users = [
	{ user: '201', first: 'Nora', last: 'Vance' },
	{ user: '202', first: 'Ida', last: 'Moss' },
];

const autoAttendant = {
	attendantExtension: '5000',
	greetingText: 'Welcome to Harbor Supplies. For sales, press 1.',
};

const customer = (title: string, people: object[], fields: object): CompositeCase => ({
	title,
	undoes: true,
	input: people.map((json) => ({ json: json as never })),
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
			fields,
		}) as never,
});

const newCustomer = customer('New Customer', users, {
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
});

/** A customer with nothing but what a later run can change. */
const small = (title: string, more: object) =>
	customer(title, users.slice(0, 1), { autoAttendant: { attendantExtension: '5000' }, ...more });

const before = small('before', {
	businessHours: { from: '09:00', to: '17:00' },
	menuKeys: { values: [{ menuKey: '1', menuSendTo: '201' }] },
});

/** A new customer, tried in all ways that plan.test.ts knows. */
export const customerCases: CompositeCase[] = [
	newCustomer,
	{
		...small('New Customer: one who is there, with other hours and keys', {
			autoAttendant,
			businessHours: { days: ['monday', 'saturday'], from: '08:00', to: '18:30' },
			menuKeys: { values: [{ menuKey: '*', menuSendTo: '201' }] },
		}),
		prepare: async (simulator) => {
			const { error } = await runCase(simulator, before);
			if (error) throw error;
		},
	},
];
