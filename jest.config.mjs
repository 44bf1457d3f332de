const project = (name, more = {}) => ({
	displayName: name,
	roots: [`<rootDir>/test/${name}`],
	testEnvironment: 'node',
	transform: { '^.+\\.[jt]s$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	...more,
});

export default {
	projects: [project('unit'), project('engine'), project('host'), project('browser')],
};
