/**
 * Where the keys of answers and those of the document are not the same, or cannot be compared. A line
 * says an operation and what is different there, as the contract test writes it: `+ key` is answered
 * and not documented, `- key` the other way round, `? place` holds what the document does not
 * describe (`.` is the whole answer), `0 place` is a list in which the simulator has nothing.
 */
export interface KeyDifferences {
	/** Why, and who says so. */
	reason: string;
	operations: RegExp;
	differences: RegExp;
}

export const keyDifferences: KeyDifferences[] = [
	{
		reason:
			'The document describes these answers as an object and no more, and nobody has published what servers send.',
		operations:
			/^(POST|PUT|GET) \/(backup|domains\/\{domain\}\/backup|restore|firebase|code\/\{hostname\})$|\/queuedcall\/|^PUT \/domains\/\{domain\}\/recordings\/|^PUT .*\/(timeframes|meetings)\/\{[a-z]+\}(#\d)?$|^PUT \/domains\/\{domain\}\/contacts\/|\/email(#report|\/verify\/\{token\})?$|^POST .*\/instance\/\{instance\}\/log$|^POST \/(meetings\/register\/|calls\/report$)|^(POST|PUT) \/routecon$|^PUT \/routes$|^DELETE (\/routes\/frm\/|\/config-definitions\/|\/domains\/\{domain\}\/users\/\{user\}\/timeframes$)/,
		differences: /^\? \.$/,
	},
	{
		reason:
			'What is in these fields depends on the entry, the carrier or the day; the document says nothing of it.',
		operations: /^GET \/(auditlog|accesslog|sipflow#1)$|^POST .*\/addresses(\/validate)?$/,
		differences: /^\? (\[\]\.auditlog-details|address-formatted-pidflo|\[\]\.cradle\[\]\.data)$/,
	},
	{
		reason:
			'The simulator has no records of these kinds: charts, dashboards, quotas, profiles of devices, products and reports of other services.',
		operations:
			/\/(charts\/\{dashboard_id\}|dashboards)\/list$|\/quotas$|^GET \/deviceprofiles(?!\/count)|^GET \/insight\/|\/video\/(availableproducts|products|contacts|resellers)$|^GET .*\/conferences\/\{conference\}\/cdr$|^GET .*\/(phonetemplates|phoneconfiguration)(\/\{(name|mac)\})?$/,
		differences:
			/^0 (\[\]|cdr_conference\[\]|buttons\[\]|profile-sidecar-support\[\]|devicemodel\.button_types\[\]|(\[\]\.)?phoneconfiguration-(buttons|directory\.exclusions)\[\])$|^\? image$/,
	},
	{
		reason:
			'Only the arrays of its own type have entries in a timeframe, and an answer rule has hours only where it has no timeframe.',
		operations:
			/^(GET \/domains\/\{domain\}|POST .*)\/timeframes(#[123])?$|^GET .*\/answerrules(\/\{timeframe\})?$/,
		differences:
			/^0 (\[\]\.)?(timeframe-(specific-dates|holiday|days-of-week)-array|time_range_data)\[\]$/,
	},
	{
		reason: 'A key is shown once, when it is made (vendor document).',
		operations: /^GET \/apikeys\/~$/,
		differences: /^- key$/,
	},
	{
		reason:
			'The vendor document shows a list of one; the imported facts correct it to the record. A switch sets which.',
		operations: /^GET \/apikeys\/\{key_id\}$/,
		differences: /^\? \[\]$/,
	},
	{
		reason: 'Claims that a JWT may have: the vendor shows them in examples and clients read them.',
		operations: /^GET \/jwt$/,
		differences: /^\+ (department|login|mask_chain)$/,
	},
	{
		reason: "A menu has only the keys that somebody set, as in the document's own example.",
		operations: /^(GET|POST|PUT) .*\/autoattendants(\/\{prompt\})?$/,
		differences: /^- (\[\]\.)?auto-attendant\./,
	},
	{
		reason:
			'The document leaves out here what names the record in the paths below, and shows it where one record is read.',
		operations:
			/^POST .*\/autoattendants$|^GET .*\/(addresses\/endpoints|conferences\/\{conference\}\/participants)$/,
		differences: /^\+ (\[\]\.)?(starting-prompt|address-callback-number|participant)$/,
	},
	{
		reason: 'Documented where one record is read, missing in the list of the same records.',
		operations: /^GET \/connections$/,
		differences: /^\+ \[\]\.call-routing$/,
	},
	{
		reason: "The document's example has it, its schema does not.",
		operations: /^POST .*\/addresses\/validate$/,
		differences: /^\+ address-location-description$/,
	},
	{
		reason:
			'A /list answers few fields of each record (a public reading of the server); the document shows the whole record.',
		operations: /\/callqueues\/list$/,
		differences: /^- \[\]\./,
	},
	{
		reason:
			'The list of one user has the same names as the others (an MCP server in production). A switch sets the documented shape.',
		operations: /^GET \/domains\/\{domain\}\/users\/\{user\}\/cdrs$/,
		differences: /^[-+] \[\]\./,
	},
	{
		reason:
			'Shape of an older document for the same path; cores that know recurring timeframes send those.',
		operations: /^GET .*\/timeframes\/\{timeframe\}$/,
		differences: /^[-+] (time-|timeframe-)/,
	},
	{
		reason:
			'The document shows what is sent in place of the record that was made, which has an id, owners and all three arrays.',
		operations: /^POST .*\/timeframes#1$/,
		differences: /^\+ (timeframe-id|user|domain|timeframe-holiday-array)$/,
	},
	{
		reason:
			'The document shows a meeting in place of a company or host; what was stored comes on top.',
		operations: /^(GET|POST) .*\/video(\/hosts)?$/,
		differences: /^\+ \[\]\.(name|subdomain|email|auto_record|plan_slug|add_on_slug)$/,
	},
];
