import { isOlder, versionIn } from '../../../nodes/NetSapiens/compatibility/version';

test.each([
	['Version: 44.4.10', '44.4.10'],
	['45.0', '45.0'],
	['v44.3.2-beta7', '44.3.2'],
	['45', '45'],
	['unknown', undefined],
	['', undefined],
	[undefined, undefined],
	[45, undefined],
])('the version in %j is %j', (text, version) => {
	expect(versionIn(text)).toBe(version);
});

test.each([
	['44', '45', true],
	['44.4.10', '45', true],
	['44.4.10', '44', false],
	['44', '44.3', true],
	['44.2.9', '44.3', true],
	['44.3', '44.3', false],
	['44.3', '44.3.0', false],
	['44.10', '44.9', false],
	['44.9', '44.10', true],
	['45.0.1', '45', false],
	['45.0', '44.9', false],
])('%s is older than %s: %j', (version, other, expected) => {
	expect(isOlder(version, other)).toBe(expected);
});
