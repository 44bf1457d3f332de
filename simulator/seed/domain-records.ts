import type { Simulator } from '../simulator';
import type { Person } from '../state/cdr-store';
import { leaveVoicemail } from '../tenant/voicemails';
import { fictional, type Seed } from './plan';

const HOUR = 3600000;
const VOICEMAILS = [
	'Hi, this is about my appointment on Thursday. Please call me back.',
	'Hello, I would like to know if my order has shipped.',
];

/** What a domain has besides people: trunk, emergency address, audio, mailboxes, texts, a conference. */
export function seedDomainRecords(
	sim: Simulator,
	seed: Seed,
	domain: string,
	people: Person[],
): void {
	const area = Number(sim.store.table('domains').find([], domain)?.data['area-code'] ?? 202);
	sim.resource('connections').create([domain], `sip*@${domain}.trunk`, {
		description: 'Main trunk',
		'connection-address': 'sip.carrier.example',
		'connection-sip-transport-protocol': 'UDP',
	});
	sim.resource('addresses').create([domain], `addr-${domain}`, {
		'address-name': 'Head office',
		'caller-name': domain,
		'address-line-1': `${seed.random.integer(100, 999)} Main Street`,
		'address-city': 'Springfield',
		'address-state-province-abbreviation': 'CA',
		'address-postal-code': '90001',
		'address-country-abbreviation': 'US',
	});
	sim.resource('address-endpoints').create([domain], fictional(area, 0), {
		'emergency-address-id': `addr-${domain}`,
		'address-name': 'Head office',
		'caller-name': domain,
	});
	sim.resource('dialpolicy').create([domain], 'US and Canada', { description: 'National calls' });
	sim.resource('dialpolicy-permissions').create([domain, 'US and Canada'], '100001', {
		'permission-match': 'sip:1900*@*',
		'permission-mode': 'deny',
		'permission-reason': 'Premium numbers',
	});
	for (const [name, type] of [
		['Resolved', 'inbound'],
		['Call back', 'inbound'],
	] as const) {
		sim.resource('dispositions').create([domain], name, {
			'call-disposition-reason': 'Customer service',
			'call-disposition-type': type,
			'created-datetime': sim.plainNow(sim.born),
		});
	}
	sim.resource('conferences').create([domain], '5000', {
		name: 'Weekly meeting',
		owner_domain: domain,
		owner: people[0]?.user ?? '',
		leader_pin: '1234',
		participants_pin: '5678',
	});
	seedAudio(sim, 'moh', [domain], 'Thank you for holding.');
	seedAudio(sim, 'msg', [domain], 'Your call is important to us.');
	people.slice(0, 4).forEach((person) => seedMailbox(sim, seed, person));
}

/** Puts a spoken file into a list of audio files. */
function seedAudio(sim: Simulator, table: string, owners: string[], script: string): void {
	sim.store.table(table).put(owners, '1', {
		filename: `${table}-1.wav`,
		'file-duration-seconds': 3,
		'file-size-kilobytes': '46.88',
		'created-datetime': sim.plainNow(sim.born - 48 * HOUR),
		'file-script-text': script,
		'file-source': 'tts',
	});
}

function seedMailbox(
	sim: Simulator,
	{ random }: Seed,
	{ domain, user, callerId, name }: Person,
): void {
	const caller = () => fictional(random.integer(202, 900), random.integer(0, 99));
	VOICEMAILS.forEach((text, i) => {
		const time = sim.born - (i + 1) * random.integer(1, 20) * HOUR;
		leaveVoicemail(sim, { domain, user, from: caller(), text, time }, true);
	});
	seedAudio(sim, 'greetings', [domain, user], `This is ${name}. Please leave a message.`);
	seedAudio(sim, 'user-moh', [domain, user], 'One moment, please.');
	seedAudio(sim, 'user-msg', [domain, user], 'I will be right with you.');
	const remote = caller();
	const conversation = [
		['in', 'Can I come at ten instead of nine?'],
		['out', 'Ten is fine, see you then.'],
	] as const;
	for (const [direction, text] of conversation) {
		sim.messages.store({ domain, user, direction, type: 'sms', text, remote, number: callerId });
	}
}
