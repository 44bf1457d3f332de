import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';

/** Something a real server is known to send, and what has to come of it. test/field/README.md explains the form. */
export interface FieldCase {
	/** Name of the file, without its ending. */
	name: string;
	about: string;
	source: string;
	/** What is run in the node. */
	run?: IDataObject & { resource: string; operation: string };
	/** `METHOD path below /ns-api/v2` → what the server answers. */
	answers: Record<string, unknown>;
	/** What event subscriptions post, and how many seconds after T. */
	posts: Array<{ at: number; model: string; objects: IDataObject[] }>;
	want: IDataObject;
}

type Written = Omit<FieldCase, 'name' | 'answers' | 'posts'> &
	Partial<Pick<FieldCase, 'answers' | 'posts'>> & { objects?: Record<string, IDataObject> };

const FOLDER = join(__dirname, '..', 'field');

/** Whole flows of calls: as legs, and as steps in the simulator. They have forms and tests of their own. */
const FLOWS = ['calls.json', 'flows.json'];

/** All cases in test/field. @param start what T means, epoch seconds */
export function fieldCases(start = Date.UTC(2026, 0, 5, 12) / 1000): FieldCase[] {
	return readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json') && !FLOWS.includes(file))
		.sort()
		.map((file) => {
			const written = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Written;
			const { objects = {}, ...rest } = written;
			const posts = (rest.posts ?? []).map((post) => ({
				...post,
				objects: post.objects.map(({ is, ...own }) => ({ ...objects[is as string], ...own })),
			}));
			const whole = { name: file.slice(0, -5), answers: {}, ...rest, posts };
			return withTimes(whole, start) as FieldCase;
		});
}

/** Puts times in the place of `T` and `T+10`: as servers post them, and as items have them. */
function withTimes(value: unknown, start: number, key = ''): unknown {
	if (Array.isArray(value)) return value.map((inner) => withTimes(inner, start, key));
	if (typeof value === 'object' && value !== null) {
		const entries = Object.entries(value);
		return Object.fromEntries(
			entries.map(([name, inner]) => [name, withTimes(inner, start, key || name)]),
		);
	}
	const found = typeof value === 'string' ? /^T(?:\+(\d+))?$/.exec(value) : null;
	if (!found) return value;
	const time = new Date((start + Number(found[1] ?? 0)) * 1000).toISOString().slice(0, 19);
	return key === 'want' ? `${time}Z` : time.replace('T', ' ');
}
