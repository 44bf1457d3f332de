import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { real } from '../../support/real';

/** Labels of the fields that show dots for what is typed, those inside of groups too. */
const hidden = (properties: INodeProperties[]): string[] =>
	properties.flatMap(({ displayName, typeOptions, options = [] }) => [
		...(typeOptions?.password ? [displayName] : []),
		...options.flatMap((option) => {
			if ('values' in option) return hidden((option as INodePropertyCollection).values);
			return 'type' in option ? hidden([option]) : [];
		}),
	]);

test('what is hidden while people type is a secret', async () => {
	const labels = hidden((await real()).properties);
	expect(labels).toContain('SIP Password');
	expect(labels.filter((label) => !/Password|Passcode|PIN|Secret|Token|JWT/.test(label))).toEqual(
		[],
	);
});
