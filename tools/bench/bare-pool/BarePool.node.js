/**
 * The least a node can do to keep a number of requests going: what n8n's own HTTP helper allows.
 * It reads its parameters once, and neither checks nor shapes anything. It gets one address for every
 * item, or so many pages of a list, of which it keeps nothing. Only for the benches.
 */
export class BarePool {
	description = {
		displayName: 'Bare Pool',
		name: 'barePool',
		group: ['transform'],
		version: 1,
		description: 'Gets one address for every item',
		defaults: { name: 'Bare Pool' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'netSapiensApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Width', name: 'width', type: 'number', default: 5 },
			{ displayName: 'Pages', name: 'pages', type: 'number', default: 0 },
		],
	};

	async execute() {
		const pages = this.getNodeParameter('pages', 0);
		const count = pages || this.getInputData().length;
		const url = this.getNodeParameter('url', 0);
		const width = this.getNodeParameter('width', 0);
		const items = pages > 0 ? [{ json: { pages } }] : new Array(count);
		let next = 0;
		const worker = async () => {
			while (next < count) {
				const item = next++;
				const { httpRequestWithAuthentication } = this.helpers;
				const qs = pages > 0 ? { start: item * 100, limit: 100 } : undefined;
				const options = { method: 'GET', url, qs, json: true };
				const json = await httpRequestWithAuthentication.call(this, 'netSapiensApi', options);
				if (pages === 0) items[item] = { json, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: width }, worker));
		return [items];
	}
}
