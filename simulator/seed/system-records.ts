import type { Simulator } from '../simulator';

/** What belongs to the whole system. */
export function seedSystem(sim: Simulator): void {
	sim
		.resource('system-dialpolicy')
		.create([], 'International', { domain: '*', description: 'All calls' });
	sim.resource('system-dialpolicy-permissions').create(['International'], '100000', {
		'permission-match': 'sip:011*@*',
		'permission-mode': 'permit',
		'permission-reason': 'International calls',
	});
	sim.resource('routes').create([], 'route-national', {
		'route-destination-match-pattern': 'sip:1??????????@*',
		description: 'National calls',
		'route-method': 'fixed',
	});
	sim.resource('route-connections').create(['route-national'], '1', {
		'route-destination-match-pattern': 'sip:1??????????@*',
		'route-connection-translation-destination-host': 'sip.carrier.example',
	});
	sim.resource('config-definitions').create([], 'PORTAL_VOICE_TRANSCRIPTION_SENTIMENT', {
		description: 'Transcription with sentiment',
		default: 'no',
		'code-version': '44.3',
		'data-type': 'string',
	});
	sim.resource('nsconfigs').create([], 'NsMaxRecords', { 'config-value': '1000' });
	sim.resource('certificates').create([], 'pbx.example', {
		reseller: '*',
		'account-email-address': 'admin@pbx.example',
		status: 'active',
	});
	for (const kind of ['images', 'templates']) {
		const name = kind === 'images' ? 'portal_logo.png' : 'email_vmail_new.html';
		const type = kind === 'images' ? 'image/png' : 'text/html';
		const bytes = Buffer.from(
			kind === 'images' ? PIXEL : '<p>New voicemail</p>',
			kind === 'images' ? 'base64' : 'utf8',
		);
		sim.store
			.table(kind)
			.put(['*', '*', '*'], name, { description: 'Default', type, size: bytes.length });
		sim.media.keep(`${kind}/*/*/*/${name}`, { bytes, type }, {});
	}
}

/** A transparent PNG of one pixel. */
const PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
