import { NodeApiError, UserError, type INode } from 'n8n-workflow';
import {
	neverConnected,
	spokenWords,
} from '../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/transport/unreachable';

/** As n8n before 2.17 makes it. */
const lost = (error: Error) =>
	Object.assign(new NodeApiError({} as INode, error as never), { cause: undefined });

test('a refusal to sign in is told in its own words where n8n has lost the cause', () => {
	expect(spokenWords(lost(new UserError('The password is wrong.')))).toBe('The password is wrong.');
});

test('a server that is down is no refusal', () => {
	const down = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
	expect(spokenWords(lost(down))).toBeUndefined();
	expect(neverConnected(lost(down))).toBe(true);
	expect(spokenWords(lost(new Error('stream aborted')))).toBeUndefined();
});
