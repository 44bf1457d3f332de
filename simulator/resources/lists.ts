import type { Answer, Call } from '../handler';
import type { Resource } from '../generic';
import { pageOf, takePage } from '../listing';
import type { Row } from '../state/table';

/** One page of rows that a handler picked itself. */
export function listAnswer(call: Call, resource: Resource, rows: Iterable<Row>): Answer {
	const page = takePage(rows, pageOf(call));
	return { status: 200, json: `[${page.map((row) => resource.json(row)).join(',')}]` };
}
