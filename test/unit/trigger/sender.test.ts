import { addressAllowed, unreadableEntries } from '../../../nodes/NetSapiens/transport/addresses';
import { newSecret, secretMatches } from '../../../nodes/NetSapiensTrigger/sender';

test('a secret is long, fit for a URL and another one each time', () => {
	expect(newSecret()).toMatch(/^[\w-]{32}$/);
	expect(newSecret()).not.toBe(newSecret());
});

test.each([
	['s3cret', true],
	['s3cre', false],
	['s3cret ', false],
	['', false],
	[undefined, false],
	[['s3cret'], false],
	[{ s3cret: 1 }, false],
])('the secret %p is right: %p', (given, right) => {
	expect(secretMatches(given, 's3cret')).toBe(right);
});

test('without a secret of its own nothing is right', () => {
	expect(secretMatches('', undefined)).toBe(false);
	expect(secretMatches('undefined', undefined)).toBe(false);
	expect(secretMatches('', '')).toBe(false);
});

test.each([
	['203.0.113.7', '', true],
	['203.0.113.7', '203.0.113.7', true],
	['203.0.113.8', '203.0.113.7', false],
	['203.0.113.200', '198.51.100.1, 203.0.113.0/24', true],
	['203.0.114.1', '203.0.113.0/24', false],
	['10.255.0.1', '10.0.0.0/8', true],
	['11.0.0.1', '10.0.0.0/8', false],
	['8.8.8.8', '0.0.0.0/0', true],
	['::ffff:203.0.113.7', '203.0.113.0/24', true],
	['::ffff:cb00:7107', '203.0.113.7', true],
	['203.0.113.7', '::ffff:203.0.113.7', true],
	['2001:db8::1', '2001:db8::/32', true],
	['2001:db9::1', '2001:db8::/32', false],
	['2001:DB8:0:0:0:0:0:1', '2001:db8::1', true],
	['fe80::1%eth0', 'fe80::/10', true],
	['::1', '127.0.0.1', false],
	['::1', '::1', true],
	['2001:db8::1', '0.0.0.0/0', false],
	['::1', '0.0.0.0/0', false],
	['nonsense', '0.0.0.0/0, ::/0', false],
	[undefined, '0.0.0.0/0', false],
])('%p in %p: %p', (address, list, allowed) => {
	expect(addressAllowed(address, list)).toBe(allowed);
});

test.each([
	'core1.example.com',
	'203.0.113.256',
	'203.0.113',
	'203.0.113.0/33',
	'203.0.113.0/24/1',
	'203.0.113.0/x',
	'2001:db8::/129',
	'2001::db8::1',
	'1:2:3:4:5:6:7',
	'1:2:3:4:5:6:7:8:9',
	'1:2:3:4::5:6:7:8',
	'2001:db8::12345',
	'203.0.113.7:443',
])('%p is neither address nor network', (entry) => {
	expect(unreadableEntries(`203.0.113.7 ${entry}`)).toEqual([entry]);
	expect(addressAllowed('203.0.113.7', entry)).toBe(false);
});
