import { sipHost, sipUser } from '../../../nodes/NetSapiens/execute/sip';

test.each([
	['sip:5000.acme.example@conference-bridge', '5000.acme.example'],
	['5000.acme.example@conference-bridge', '5000.acme.example'],
	['5000.acme.example', '5000.acme.example'],
	['sip:@conference-bridge', 'sip:@conference-bridge'],
])('the user of %s is %s', (text, user) => expect(sipUser(text)).toBe(user));

test.each([
	['sip:*@192.0.2.10', '192.0.2.10'],
	['sip*@carrier.example', 'carrier.example'],
	['sips:101@carrier.example:5061', 'carrier.example:5061'],
	['sip.carrier.example', 'sip.carrier.example'],
	['[*]', '[*]'],
	['sip:*@*', undefined],
	['sip:*@*.carrier.example', undefined],
	['*', undefined],
])('the host of %s is %s', (text, host) => expect(sipHost(text)).toBe(host));
