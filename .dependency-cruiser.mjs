/** Where imports may lead: the arrows of the tree, which CONTRIBUTING.md draws. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** What one part of the tree may not import. */
const keepsOut = (name, comment, from, to) => rule(name, comment, { path: from }, { path: to });

export default {
	forbidden: [
		rule('no-circles', 'Move what both need into a file of its own.', {}, { circular: true }),
		keepsOut(
			'tests-are-for-tests',
			'What more than tests need belongs beside what it starts or makes.',
			'^(?!test/)',
			'^test/',
		),
		keepsOut(
			'simulator-stands-alone',
			'Simulator and nodes would share their mistakes; spec/ is all they have in common.',
			'^simulator/',
			'^(nodes|credentials|companions|host|tools)/',
		),
		keepsOut(
			'facts-need-nothing',
			'Reading the facts is the same for all, and no business of one of them.',
			'^spec/',
			'^(nodes|credentials|simulator|host|tools)/',
		),
		keepsOut(
			'package-stands-alone',
			'What is published needs nothing of what makes, runs or tests it.',
			'^(nodes|credentials)/',
			'^(simulator|host|tools|test|spec|companions)/',
		),
		keepsOut(
			'companions-stand-alone',
			'Each is a package of its own; a small copied principle is better than a shared file.',
			'^companions/',
			'^(nodes|credentials|simulator|host|tools|test|spec)/',
		),
		keepsOut(
			'host-runs-anything',
			'What runs n8n does not know how the package is made.',
			'^host/',
			'^(nodes|tools|credentials)/',
		),
		keepsOut(
			'transport-is-the-last-step',
			'Requests go execute → transport and not back.',
			'^nodes/NetSapiens/transport/',
			'^nodes/(NetSapiens/(execute|methods|composites|calls|compatibility|generated)|NetSapiens(Approval|Trigger))/',
		),
		keepsOut(
			'execute-does-not-know-composites',
			'Composites build on the steps of a request; only findOperation.ts knows which there are.',
			'^nodes/NetSapiens/execute/(?!findOperation\\.ts$)',
			'^nodes/(NetSapiens/(methods|composites)|NetSapiens(Approval|Trigger))/',
		),
		keepsOut(
			'action-node-does-not-know-the-others',
			'What several nodes need lives in nodes/NetSapiens.',
			'^nodes/NetSapiens/',
			'^nodes/NetSapiens(Approval|Trigger)/',
		),
		keepsOut(
			'approval-uses-no-engine',
			'It sends one kind of message; what fields take and the items of failures are shared.',
			'^nodes/NetSapiensApproval/',
			'^nodes/(NetSapiensTrigger|NetSapiens/(execute/(?!(scalars|failedItem)\\.ts$)|composites|calls|compatibility))/',
		),
		keepsOut(
			'trigger-uses-no-engine',
			'The trigger carries no operations out. Reading lists, pickers and what values mean are shared.',
			'^nodes/NetSapiensTrigger/',
			'^nodes/(NetSapiensApproval/|NetSapiens/(execute/(?!pages/|scalars\\.ts$)|composites/|compatibility/))',
		),
		keepsOut(
			'calls-are-pure',
			'Putting calls together needs no server.',
			'^nodes/NetSapiens/calls/',
			'^nodes/NetSapiens/(execute|transport|methods|composites|compatibility)/',
		),
		keepsOut(
			'reports-are-pure',
			'Counting and showing need no server; composites read.',
			'^nodes/NetSapiens/(reports|snapshots)/',
			'^nodes/NetSapiens/(execute|transport|methods|composites)/',
		),
		keepsOut(
			'credential-uses-transport-alone',
			'Signing in sends and reads as everything else does, and knows nothing of operations.',
			'^credentials/',
			'^nodes/(?!NetSapiens/transport/)',
		),
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
