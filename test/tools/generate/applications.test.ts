import type { INodePropertyOptions } from 'n8n-workflow';
import { properties } from '../../../nodes/NetSapiens/generated/properties';

/** What portals call the applications that calls of a number can go to, from the vendor's table. */
const portalNames: Record<string, string> = {
	'available-number': 'AvailableDID',
	'to-voicemail-residential': 'Residential VMail',
	'to-callqueue': 'sip:start@call-queuing or sip:start@call-queueing',
	'to-callqueue-announce-count-callers-ahead': 'sip:say-que-size@call-queuing',
	'to-callqueue-announce-expected-wait-time': 'sip:say-que-time@call-queuing',
	'to-connection': 'sip:start@to-connection',
	'to-connection-or-user-no-failover': 'sip:start@one-shot',
	'to-single-device': 'sip:start@to-owned-device',
	'to-user': 'sip:start@to-user',
	'to-user-residential': 'sip:start@to-user-resi',
	'to-voicemail': 'sip:start@to-vmail',
	'spam-screening': 'SPAM-Screen',
	'to-connection-no-timeout': 'sip:no-rna@to-connection',
	'to-connection-block-caller-id': 'sip:privacy@to-connection',
	'to-connection-add-header-force-cdr-by-fields': 'To-Conn-For-DNIS-Add-Header',
	'to-connection-add-header-no-timeout': 'To-Conn-No-RNA-Add-Header',
	'to-connection-add-header': 'To-Connection-Add-Header',
	'to-single-device-add-header-allow-voicemail': 'To-Device-wVM-Add-Header',
	'to-single-device-add-header-allow-voicemail-residential': 'To-DevResi-wVM-Add-Header',
	'to-single-device-add-header': 'To-Owned-Device-Add-Header',
	'to-user-add-header': 'To-User-Add-Header',
	'to-user-residential-add-header': 'To-UserResi-Add-Header',
	'to-user-notify-of-recording': 'ToUserRecordingNotice',
	hangup: 'Hangup',
	'to-user-answer-and-fake-ringback': 'ToUserRingback',
};

const choices = properties
	.filter(({ name }) => name === 'dial-rule-application')
	.map(({ options }) => options as INodePropertyOptions[])
	.reduce((longest, one) => (one.length > longest.length ? one : longest));

test.each(Object.entries(portalNames))(
	'%s says what it does and that older portals call it %s',
	(value, portalName) => {
		const choice = choices.find((one) => one.value === value);
		expect(choice?.description).toMatch(/^[A-Z].{10,}; older portals: /);
		expect(choice?.description?.endsWith(`; older portals: ${portalName}`)).toBe(true);
	},
);

test('the application with two spellings is offered in both', () => {
	const both = choices.filter(({ value }) => /force-c/.test(`${value}`));
	expect(both.map(({ value }) => value).sort()).toEqual([
		'to-connection-add-header-force-caller-id',
		'to-connection-add-header-force-cdr-by-fields',
	]);
});

test('an outside number is offered the applications that lead out, and no other', () => {
	const ways = properties.find(({ displayName }) => displayName === 'Trunk Routing');
	const values = (ways?.options as INodePropertyOptions[]).map(({ value }) => `${value}`);
	expect(values).toHaveLength(7);
	expect(values.filter((value) => !value.startsWith('to-connection'))).toEqual([]);
});
