import { listPackedFiles, tarballOf } from '../../host/package';
import { packageName } from '../../host/install-package';
import { itSince } from '../support/since';
import { sharedN8n } from '../support/n8n';

const n8n = sharedN8n();
const nodeType = `${packageName}.netSapiens`;

describe('the package in n8n', () => {
	it('brings the NetSapiens node into the editor', async () => {
		const types = await n8n.nodeTypes();
		const ours = types.filter(({ name }) => name.startsWith(`${packageName}.`));
		expect(ours.map(({ name }) => name)).toContain(nodeType);
	});

	it('brings the tool form for agents', async () => {
		const types = await n8n.nodeTypes();
		expect(types.map(({ name }) => name)).toContain(`${nodeType}Tool`);
	});

	const approval = `${packageName}.netSapiensApproval`;

	it('brings the forms of the approval node', async () => {
		const names = (await n8n.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([approval, `${approval}Tool`]));
	});

	itSince('2.0', 'has no tools that ask first')(
		'brings the form of the approval node that asks before a tool runs',
		async () => {
			const names = (await n8n.nodeTypes()).map(({ name }) => name);
			expect(names).toContain(`${approval}HitlTool`);
		},
	);

	it('keeps the description within 600 KB and 450 properties', async () => {
		const types = await n8n.nodeTypes();
		const description = types.find(({ name }) => name === nodeType);
		expect(JSON.stringify(description).length).toBeLessThanOrEqual(600 * 1024);
		expect(description?.properties.length).toBeLessThanOrEqual(450);
	});

	it('serves the icons for light and dark', async () => {
		const description = (await n8n.nodeTypes()).find(({ name }) => name === nodeType);
		const { light, dark } = description?.iconUrl as { light: string; dark: string };
		for (const path of [light, dark]) {
			const response = await fetch(`${n8n.url}/${path}`);
			expect(response.status).toBe(200);
			expect(await response.text()).toContain('<svg');
		}
		expect(light).not.toBe(dark);
	});

	it('serves the output previews that the editor shows before a first run', async () => {
		const response = await fetch(`${n8n.url}/schemas/${nodeType}/1.0.0/domain/getAll.json`);
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ type: 'object', properties: { domain: {} } });
	});

	it('serves the preview of an answer', async () => {
		const path = `schemas/${packageName}.netSapiensApproval/1.0.0/sendAndWait.json`;
		const response = await fetch(`${n8n.url}/${path}`);
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ type: 'object', properties: { data: {} } });
	});
});

describe('npm pack', () => {
	it('takes only what people need', async () => {
		const files = await listPackedFiles();
		const tops = new Set(files.map(({ path }) => path.split('/')[0]));
		expect([...tops].sort()).toEqual(
			['CHANGELOG.md', 'LICENSE.md', 'README.md', 'dist', 'package.json'].sort(),
		);
	});

	it('takes code, output previews, codex and icons alone, in less than 400 KB', async () => {
		const { size, files } = await tarballOf();
		const inDist = files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
		const known = [
			/\.js$/,
			/\/__schema__\/.*\.json$/,
			/\.node\.json$/,
			/^dist\/icons\/[a-z.]+\.svg$/,
			// Forms and operation table: the build makes JSON of what the generator wrote as code.
			/^dist\/nodes\/[A-Za-z]+\/generated\/[a-z]+\.json$/,
		];
		expect(inDist.filter((path) => !known.some((one) => one.test(path)))).toEqual([]);
		expect(inDist.filter((path) => /\.(test|spec)\.|\/test\//.test(path))).toEqual([]);
		expect(size).toBeLessThan(400_000);
	});

	it('takes node, credential, icons and codex', async () => {
		const paths = (await listPackedFiles()).map(({ path }) => path);
		expect(paths).toEqual(
			expect.arrayContaining([
				'dist/credentials/NetSapiensApi.credentials.js',
				'dist/icons/netsapiens.dark.svg',
				'dist/icons/netsapiens.svg',
				'dist/nodes/NetSapiens/NetSapiens.node.js',
				'dist/nodes/NetSapiens/NetSapiens.node.json',
			]),
		);
	});
});
