/** Where credential and nodes send people who look for help. */
import { existsSync } from 'node:fs';

import { NetSapiensApi } from '../../../credentials/NetSapiensApi.credentials';
import action from '../../../nodes/NetSapiens/NetSapiens.node.json';
import approval from '../../../nodes/NetSapiensApproval/NetSapiensApproval.node.json';
import trigger from '../../../nodes/NetSapiensTrigger/NetSapiensTrigger.node.json';
import packageJson from '../../../package.json';
import { inRoot } from '../../support/real';

const links = [
	new NetSapiensApi().documentationUrl,
	...[action, approval, trigger].flatMap(({ resources }) =>
		[...resources.credentialDocumentation, ...resources.primaryDocumentation].map(({ url }) => url),
	),
];

test.each([...new Set(links)])('%s is a page of this repository', (link) => {
	const [repository = '', page = ''] = link.split('/blob/main/');
	expect(repository).toBe(packageJson.homepage);
	expect(page).toMatch(/^docs\/[\w-]+\.md$/);
	expect(existsSync(inRoot(page))).toBe(true);
});
