import { unreachableWords } from '../../../nodes/NetSapiens/transport/unreachable';

test.each([
	['ENOTFOUND', '', 'No server named pbx.example.com was found. Check the spelling'],
	['EAI_AGAIN', '', 'The name pbx.example.com could not be looked up just now. Try again'],
	['ECONNREFUSED', '', 'pbx.example.com refuses the connection. Check host and port'],
	['EHOSTUNREACH', '', 'There is no route from n8n to pbx.example.com.'],
	['ENETUNREACH', '', 'There is no route from n8n to pbx.example.com.'],
	['EPROTO', 'write EPROTO 40:error:0A00010B:SSL routines', 'pbx.example.com does not speak TLS'],
	['', 'SSL routines::wrong version number', 'pbx.example.com does not speak TLS'],
	['CERT_HAS_EXPIRED', '', 'The certificate of pbx.example.com has expired.'],
	['ERR_TLS_CERT_ALTNAME_INVALID', '', 'pbx.example.com is made out to another name.'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', '', 'could not be verified. If it is self-signed'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', '', 'could not be verified. If it is self-signed'],
	['ETIMEDOUT', '', 'pbx.example.com did not answer in time.'],
	['ECONNABORTED', 'timeout of 500ms exceeded', 'pbx.example.com did not answer in time.'],
	['ERR_CANCELED', 'canceled', 'pbx.example.com did not answer in time.'],
	['ECONNRESET', 'socket hang up', 'pbx.example.com closed the connection before its answer'],
	['ERR_BAD_RESPONSE', 'stream has been aborted', 'pbx.example.com closed the connection'],
	[
		'ECONNRESET',
		'Client network socket disconnected before secure TLS connection was established',
		'pbx.example.com closed the connection',
	],
	['Z_DATA_ERROR', 'incorrect header check', 'an answer that cannot be unpacked'],
	['HPE_INVALID_CONSTANT', 'Parse Error: Expected HTTP/', 'something that is not HTTP'],
	['ERR_FR_TOO_MANY_REDIRECTS', '', 'pbx.example.com redirects again and again.'],
	[
		'',
		'Domain not allowed: This credential is restricted from accessing pbx.example.com. Only the following domains are allowed: other.example.com',
		'The credential may not be used for pbx.example.com. Add it to Allowed Domains',
	],
	[
		'',
		'The request was blocked because it resolves to a restricted IP address',
		'This n8n does not allow requests to pbx.example.com (SSRF protection).',
	],
	[
		'',
		'The request was blocked because the destination hostname is restricted',
		'This n8n does not allow requests to pbx.example.com (SSRF protection).',
	],
	['EWHATEVER', 'nobody knows', 'pbx.example.com could not be reached.'],
])('%s %s', (code, message, words) => {
	const said = unreachableWords(code, message, 'pbx.example.com');
	expect(said).toContain(words);
	// n8n puts its own general words in place of a message that holds such a code.
	if (code) expect(said).not.toContain(code);
});
