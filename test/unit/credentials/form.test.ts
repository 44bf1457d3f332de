/** What people see of the credential. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';
import { NetSapiensApi } from '../../../credentials/NetSapiensApi.credentials';

const root = join(__dirname, '../../..');
const credential = new NetSapiensApi();
const { properties } = credential;
const field = (name: string) => properties.find((property) => property.name === name);

/** Fields that a choice shows, beside those that are always there. */
function shownBy(values: INodeParameters): INodeProperties[] {
	return properties.filter(
		(property) =>
			property.displayOptions && NodeHelpers.displayParameter(values, property, null, null),
	);
}

const login = ['clientId', 'clientSecret', 'username', 'password', 'authenticatorSecret'];

test.each<[string, INodeParameters, string[]]>([
	['API key', { authentication: 'apiKey', jwtSource: 'password' }, ['apiKey']],
	['login', { authentication: 'password', jwtSource: 'refresh' }, login],
	['JWT', { authentication: 'jwt', jwtSource: 'password' }, ['jwtSource', ...login]],
	[
		'refresh JWT',
		{ authentication: 'jwt', jwtSource: 'refresh' },
		['jwtSource', 'jwtRefreshToken'],
	],
	[
		'JWT of another user',
		{ authentication: 'jwt', jwtSource: 'delegated' },
		['jwtSource', 'apiKey', 'delegatedDomain', 'delegatedUser'],
	],
])('asks with %s for just what it takes, and for all of it', (_, values, names) => {
	const shown = shownBy(values);
	expect(shown.map(({ name }) => name)).toEqual(names);
	const optional = ['jwtSource', 'authenticatorSecret'];
	const required = shown.filter((property) => property.required).map(({ name }) => name);
	expect(required).toEqual(names.filter((name) => !optional.includes(name)));
});

test('fields that are always there', () => {
	const always = properties.filter(({ displayOptions }) => !displayOptions);
	expect(always.map(({ name, type, required = false }) => [name, type, required])).toEqual([
		['server', 'string', true],
		['authentication', 'options', false],
		['ignoreSslIssues', 'boolean', false],
		['signedInAs', 'string', false],
		['accessToken', 'hidden', false],
		['refreshToken', 'hidden', false],
		['expiresAt', 'hidden', false],
		['tokenOwner', 'hidden', false],
	]);
});

test('what is secret is kept as such, and n8n asks for a token when there is none', () => {
	const secret = properties.filter(({ typeOptions }) => typeOptions?.password);
	expect(new Set(secret.map(({ name }) => name))).toEqual(
		new Set([
			'apiKey',
			'clientSecret',
			'password',
			'authenticatorSecret',
			'jwtRefreshToken',
			'accessToken',
			'refreshToken',
			'tokenOwner',
		]),
	);
	expect(field('accessToken')?.typeOptions?.expirable).toBe(true);
});

test('choices and presets', () => {
	const text = properties.filter(({ displayOptions }) => displayOptions);
	expect(new Set(text.map(({ name, type }) => (type === 'string' ? type : name)))).toEqual(
		new Set(['jwtSource', 'string']),
	);
	expect(field('jwtSource')?.type).toBe('options');
	const choices = (name: string) => (field(name)?.options as INodeProperties[]).map(valueOf);
	expect(choices('authentication')).toEqual(['apiKey', 'jwt', 'password']);
	expect(choices('jwtSource')).toEqual(['delegated', 'refresh', 'password']);
	const presets = properties.filter((property) => property.default !== '');
	expect(presets.map((property) => [property.name, property.default])).toEqual([
		['authentication', 'apiKey'],
		['jwtSource', 'password'],
		['ignoreSslIssues', false],
	]);

	function valueOf(choice: unknown): unknown {
		return (choice as { value: unknown }).value;
	}
});

test('every field has a label, and what people fill in has a description', () => {
	const options = properties.flatMap((property) => property.options ?? []) as INodeProperties[];
	for (const { description, name } of options) {
		expect(name).toMatch(/^[A-Z]/);
		expect(description ?? 'none').toMatch(/\w/);
	}
	for (const { displayName, description = '', placeholder, type } of properties) {
		expect(displayName).toMatch(/^[A-Z][\w ()]+$/);
		if (type !== 'hidden') expect(description).toMatch(/^[A-Z].{15}/);
		expect(placeholder ?? 'e.g. none').toMatch(/^e\.g\. \S/);
	}
});

test('icons and the request of the test are there', () => {
	for (const icon of Object.values(credential.icon)) {
		expect(icon).toMatch(/^file:.*\.svg$/);
		expect(existsSync(join(root, 'credentials', icon.replace('file:', '')))).toBe(true);
	}
	expect(Object.keys(credential.icon)).toEqual(['light', 'dark']);
	expect([credential.name, credential.displayName]).toEqual(['netSapiensApi', 'NetSapiens API']);
	expect(credential.test.request.url).toBe(
		'={{ $credentials.authentication === "apiKey" ? "/apikeys/~" : "/domains/~/users/~" }}',
	);
});
