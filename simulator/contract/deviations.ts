/** Where the simulator, like real servers, does not do what the document says. */
export interface Deviation {
	/** Operations it is about. */
	operations: RegExp;
	/** Statuses that come instead of the documented ones. */
	status?: number[];
	/** The body is not the documented one. */
	body?: true;
	/** Why, and who saw it. */
	reason: string;
}

/** First match wins. */
export const deviations: Deviation[] = [
	{
		operations: /^DELETE .*\/(moh|greetings|msg)\/\{index\}/,
		status: [404],
		reason:
			'A media delete that worked answers 404 (measured by authors of an earlier n8n package).',
	},
	{
		operations:
			/^PUT .*\/(moh\/\{index\}#1|msg\/\{index\}|greetings\/\{index\}(#3)?)$|^PUT \/(images\/\{filename\}|templates\/\{filename\}#multipart)$/,
		status: [202, 200, 400],
		reason:
			'PUT with multipart answers 400 Missing action; a file is replaced with POST and index (same authors).',
	},
	{
		operations: /^POST .*\/greetings$/,
		status: [202, 200],
		reason: 'Without synchronous every write is accepted with 202 (vendor guide on 202 and 200).',
	},
	{
		operations: /^DELETE \/domains\/\{domain\}\/users\/\{user\}\/calls\/\{call_id\}$/,
		status: [202],
		reason:
			'A write without record answers 202 (vendor guide); the document lists 200 without a schema.',
	},
	{
		operations: /^GET \/(domains\/\{domain\}\/|domains\/\{domain\}\/users\/\{user\}\/)?cdrs(#\d)?$/,
		body: true,
		reason:
			'Extensions and numbers come as integer or text, and fields documented as null carry values (measured at one provider); the list of one user has the hyphenated names (an MCP server in production).',
	},
	{
		operations: /^GET \/apikeys\/\{key_id\}$/,
		body: true,
		reason:
			'The vendor document shows a list of one; the imported facts correct it to the record. A switch sets which.',
	},
	{
		operations: /^(GET|PUT) .*\/timeframes\/\{timeframe\}$/,
		body: true,
		reason:
			'Shape of an older document for the same path; cores that know recurring timeframes send those.',
	},
];
