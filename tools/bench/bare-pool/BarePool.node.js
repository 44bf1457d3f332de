/**
 * The least a node can do to keep a number of requests going: what n8n's own HTTP helper allows.
 * It reads its parameters once, and neither checks nor shapes anything. Only for the benches.
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
		],
	};

	async execute() {
		const count = this.getInputData().length;
		const url = this.getNodeParameter('url', 0);
		const width = this.getNodeParameter('width', 0);
		const items = new Array(count);
		let next = 0;
		const worker = async () => {
			while (next < count) {
				const item = next++;
				const { httpRequestWithAuthentication } = this.helpers;
				const options = { method: 'GET', url, json: true };
				const json = await httpRequestWithAuthentication.call(this, 'netSapiensApi', options);
				items[item] = { json, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: width }, worker));
		return [items];
	}
}
