import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** The rules of one group of eslint-plugin-n8n-nodes-base, as n8n's own scanner applies them. */
const nodesBase = (group) => ({
	...n8nNodesBase.configs[group].rules,
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
});

export default tseslint.config(
	{
		ignores: [
			'**/node_modules',
			'**/dist',
			'coverage',
			'.cache',
			'host/n8n',
			'host/n8n-*',
			'host/node',
			'host/node-cli',
			'host/prism',
			'host/scanner',
			'host/spectral',
			'host/stryker',
		],
	},
	js.configs.recommended,
	...tseslint.configs.recommended,
	{
		files: ['{,companions/*/}{nodes,credentials}/**/*.ts'],
		...n8nCommunityNodesPlugin.configs.recommended,
	},
	{
		files: ['{,companions/*/}nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: nodesBase('nodes'),
	},
	{
		files: ['{,companions/*/}credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: nodesBase('credentials'),
	},
	{
		files: ['package.json'],
		...n8nCommunityNodesPlugin.configs.recommended,
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},
	{
		files: ['package.json'],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: {
			...n8nNodesBase.configs.community.rules,
			'@typescript-eslint/no-unused-expressions': 'off',
		},
	},
	{
		files: ['test/**/*.ts'],
		ignores: ['test/support/fastCheck.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ name: 'fast-check', message: 'Import test/support/fastCheck.ts: its seed is fixed.' },
			],
		},
	},
	{
		files: ['simulator/desk/page/*.js', 'host/mail/refresh.js'],
		languageOptions: {
			globals: {
				document: 'readonly',
				location: 'readonly',
				fetch: 'readonly',
				setTimeout: 'readonly',
				DOMParser: 'readonly',
				FormData: 'readonly',
				Node: 'readonly',
			},
		},
	},
	{
		files: ['**/*.cjs'],
		languageOptions: { sourceType: 'commonjs', globals: { module: 'writable' } },
	},
	{
		files: ['**/*.mjs'],
		languageOptions: {
			globals: {
				process: 'readonly',
				console: 'readonly',
				setInterval: 'readonly',
				clearInterval: 'readonly',
				URL: 'readonly',
				setTimeout: 'readonly',
				clearTimeout: 'readonly',
				Buffer: 'readonly',
				fetch: 'readonly',
			},
		},
	},
);
