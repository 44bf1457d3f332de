import { parseJson } from './json';

/** Between two records of a list, as servers write it. */
const BOUNDARY = '},{';

const [COMMA, OPENING, CLOSING] = [0x2c, 0x5b, 0x5d];

/**
 * Reads an answer, the records of a list while they come. The text of a page is never there whole: V8
 * keeps large texts until its next large garbage collection, so that a long list would take all the
 * memory there is until then.
 *
 * @returns the records; the text of an answer that is no list
 * @throws what the stream throws when it breaks off
 */
export async function readRecords(stream: AsyncIterable<Buffer>): Promise<unknown[] | string> {
	const all: Buffer[] = [];
	const pieces = new Pieces();
	for await (const chunk of stream) {
		all.push(chunk);
		pieces.add(chunk);
	}
	return pieces.end() ?? Buffer.concat(all).toString();
}

/**
 * A list in pieces of whole records, each parsed as a list of its own. What was cut in a wrong place,
 * inside of a text or of a list in a record, is no JSON by itself; then the list is read as a whole.
 */
class Pieces {
	/** Undefined as soon as the answer turns out to be something else than records in a row. */
	private records: unknown[] | undefined = [];
	/** What came behind the last boundary, from the comma in it. */
	private rest: Buffer[] = [];
	private isCut = false;

	add(chunk: Buffer): void {
		const last = chunk.lastIndexOf(BOUNDARY) + 1;
		if (last === 0) {
			this.rest.push(chunk);
			return;
		}
		const first = chunk.indexOf(BOUNDARY) + 1;
		const begun = Buffer.concat([...this.rest, chunk.subarray(0, first + 1)]);
		this.take(begun, { isCutBefore: this.isCut, isCutBehind: true });
		if (last > first)
			this.take(chunk.subarray(first, last + 1), { isCutBefore: true, isCutBehind: true });
		this.rest = [chunk.subarray(last)];
		this.isCut = true;
	}

	/** @returns the records; undefined when the answer is not a list of them */
	end(): unknown[] | undefined {
		this.take(Buffer.concat(this.rest), { isCutBefore: this.isCut, isCutBehind: false });
		return this.records;
	}

	private take(bytes: Buffer, cuts: Cuts): void {
		const found = this.records && parseJson(asList(bytes, cuts));
		if (!Array.isArray(found)) this.records = undefined;
		else for (const record of found) this.records?.push(record);
	}
}

/** Where the bytes of a piece begin or end with the comma of a boundary. */
interface Cuts {
	isCutBefore: boolean;
	isCutBehind: boolean;
}

/** The text with brackets in the place of those commas; the bytes are as before afterwards. */
function asList(bytes: Buffer, { isCutBefore, isCutBehind }: Cuts): string {
	const end = bytes.length - 1;
	if (isCutBefore) bytes[0] = OPENING;
	if (isCutBehind) bytes[end] = CLOSING;
	const text = bytes.toString();
	if (isCutBefore) bytes[0] = COMMA;
	if (isCutBehind) bytes[end] = COMMA;
	return text;
}
