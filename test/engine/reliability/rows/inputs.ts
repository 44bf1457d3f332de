import { json } from '../../../support/hostile';
import { create, get, list, remove, update } from '../calls';
import type { Group, Row } from '../row';

/** A row of values that fail before anything is sent. */
const refused = ({
	message,
	...row
}: Pick<Row, 'fault' | 'call'> & { does?: string; message: string }): Row => ({
	does: 'Fails before anything is sent',
	lost: 'Nothing',
	server: { answers: () => json(200, { unexpected: true }) },
	ends: { message, requests: [] },
	...row,
});

const apiRequest = (path: string) => ({
	node: { resource: 'apiRequest', operation: 'request', method: 'DELETE', path },
});

export const inputs: Group = {
	title: 'Values',
	rows: [
		refused({
			fault: 'The user to delete is `..`, by an expression or a language model',
			does: 'Refuses it: servers would read the path of the domain, and delete that',
			call: { node: { ...remove, user: '..' } },
			message:
				'"user" cannot be used: ".." would lead to another path than the operation\'s. Check the expression or input field it comes from.',
		}),
		refused({
			fault: 'The user to delete is empty',
			call: { node: { ...remove, user: '={{ $json.missing }}' } },
			message: '"user" is empty. Fill it in, or check the expression or input field it comes from.',
		}),
		refused({
			fault: 'The user to delete is blank',
			call: { node: { ...remove, user: '  ' } },
			message: '"user" is empty. Fill it in, or check the expression or input field it comes from.',
		}),
		refused({
			fault: 'The user is an object',
			call: { node: { ...get, user: '={{ {"id": 101} }}' } },
			message:
				'"user" cannot be used: it takes text or a number, but got a value of type object. Check the expression or input field it comes from.',
		}),
		refused({
			fault: 'The user is a list',
			call: { node: { ...get, user: '={{ [101] }}' } },
			message:
				'"user" cannot be used: it takes text or a number, but got a value of type array. Check the expression or input field it comes from.',
		}),
		refused({
			fault: 'The user is the text "undefined"',
			call: { node: { ...get, user: 'undefined' } },
			message:
				'"user" cannot be used: "undefined" is what an expression gives when its value is missing. Check the expression or input field it comes from.',
		}),
		refused({
			fault: 'The user is a number beyond 2^53, which is rounded by now',
			call: { node: { ...get, user: '={{ 12345678901234567890 }}' } },
			message: '"user" takes text, or a number of up to 15 digits, but got "12345678901234567000".',
		}),
		refused({
			fault: 'The domain has a slash in it',
			does: 'Refuses it: some servers would read another path',
			call: { node: { ...get, domain: 'acme.example/users/101' } },
			message:
				'"domain" cannot be used: "acme.example/users/101" would lead to another path than the operation\'s. Check the expression or input field it comes from.',
		}),
		refused({
			fault: 'API Request to a path with `..`',
			call: apiRequest('/domains/acme.example/users/..'),
			message:
				'"Path" cannot be used: ".." would lead to another path than the operation\'s. Check the expression or input field it comes from.',
		}),
		refused({
			fault: 'API Request to another server',
			call: apiRequest('https://other.example/ns-api/v2/users'),
			message:
				'The path leads to another server than that of the credential (pbx.example.com). Give the path below /ns-api/v2, or choose a credential for the other server.',
		}),
		refused({
			fault: 'API Request to an address of API version 1',
			call: apiRequest('/ns-api/?object=user&action=read'),
			message:
				'API Request calls version 2 of the API, whose paths look like /domains/~/users, and "/ns-api/?object=…" is an address of version 1. Use the path that does the same in version 2.',
		}),
		refused({
			fault: 'An update with nothing to change',
			does: 'Refuses it: it would be called a success',
			call: { node: { ...update, fields: {} } },
			message:
				'There is nothing to change: add at least one field, or check the expressions that fill them in.',
		}),
		refused({
			fault: 'A toggle that is "perhaps"',
			call: { node: { ...create, fields: { 'voicemail-user-control-enabled': 'perhaps' } } },
			message: '"voicemail-user-control-enabled" takes yes or no, but got "perhaps".',
		}),
		refused({
			fault: 'A number of seconds that is "many"',
			call: { node: { ...create, fields: { 'ring-no-answer-timeout-seconds': 'many' } } },
			message:
				'"ring-no-answer-timeout-seconds" takes a whole number of seconds, or a length of time such as 2m or 1:30, but got "many".',
		}),
		refused({
			fault: 'A Limit of "abc"',
			call: { node: { ...list, returnAll: false, limit: '={{ "abc" }}' } },
			message: '"Limit" takes a whole number from 1 up, but got "abc".',
		}),
		refused({
			fault: 'A Limit of 0',
			call: { node: { ...list, returnAll: false, limit: '={{ 0 }}' } },
			message: '"Limit" takes a whole number from 1 up, but got "0".',
		}),
		refused({
			fault: 'Return All is "perhaps"',
			call: { node: { ...list, returnAll: '={{ "perhaps" }}' } },
			message: '"Return All" takes true or false, but got "perhaps".',
		}),
		refused({
			fault: 'Additional Body Fields that are no JSON',
			call: { node: { ...update, options: { bodyJson: '{name:' } } },
			message: '"Additional Body Fields (JSON)" must be a JSON object, such as {"name": "value"}',
		}),
		refused({
			fault: 'A workflow made with a newer version: unknown operation',
			call: { node: { resource: 'user', operation: 'teleport' } },
			message:
				'There is no operation "teleport" for "user" in this version of the NetSapiens node. Choose another one in the node, or update the package.',
		}),
		refused({
			fault: 'A workflow made with a newer version: unknown resource',
			call: { node: { resource: 'hologram', operation: 'get' } },
			message:
				'There is no resource "hologram" in this version of the NetSapiens node. Choose another one in the node, or update the package.',
		}),
	],
};
