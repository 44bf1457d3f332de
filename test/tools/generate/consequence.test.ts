/** What n8n tells a language model of an operation that is a tool, beyond its name. */
import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';
import { NetSapiens } from '../../../nodes/NetSapiens/NetSapiens.node.ts';
import { real } from '../../support/real';

const type = new NetSapiens();

/** As n8n puts it together. */
function toldOf(resource: string, operation: string): string {
	const parameters: INodeParameters = { descriptionType: 'auto', resource, operation };
	return NodeHelpers.getToolDescriptionForNode({ parameters } as INode, type);
}

it.each([
	['user', 'getAll', 'Get many users'],
	['user', 'create', 'Create user'],
	['user', 'update', 'Update user (look up first)'],
	['user', 'delete', 'Delete user (cannot be undone; look up first)'],
	['call', 'transfer', 'Transfer call (look up first)'],
	['call', 'start', 'Start call'],
	['phone', 'delete', 'Delete phone (cannot be undone; look up first)'],
	['userTimeframe', 'deleteAll', 'Delete every personal timeframe of user (cannot be undone)'],
	['backup', 'restore', 'Restore domain from backup (cannot be undone)'],
	['portalImage', 'delete', 'Delete portal image (cannot be undone)'],
	['meeting', 'createWithId', 'Create meeting with requested ID'],
	['user', 'upsert', 'Create or update user (several requests; dry run first)'],
	['user', 'sync', 'Sync users with input items (several requests; dry run first)'],
	['user', 'offboard', 'Offboard employee (several requests; dry run first)'],
	['report', 'missedCalls', 'Get missed calls (several requests)'],
	['sharedContact', 'delete', 'Delete shared contact (cannot be undone; look up first)'],
])('of %s %s', (resource, operation, told) => {
	expect(toldOf(resource, operation)).toBe(`${told} in NetSapiens`);
});

it('warns of every request that deletes, and of none that reads', async () => {
	const { reaches } = await real();
	const wrong = reaches.filter(({ resource, operation, request: { method } }) => {
		const told = toldOf(resource, operation);
		const isRead = method === 'GET' && /undone|look up/.test(told);
		const isDelete = operation.startsWith('delete') && !told.includes('cannot be undone');
		return isRead || isDelete;
	});
	expect(reaches.length).toBeGreaterThan(450);
	expect(wrong).toEqual([]);
});
