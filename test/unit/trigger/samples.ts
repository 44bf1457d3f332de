import type { IDataObject } from 'n8n-workflow';

export const NO_TIME = '0000-00-00 00:00:00';

/** One post about an inbound call from the trunk to a user, in the spelling live servers use. */
export function call(values: IDataObject = {}): IDataObject {
	return {
		orig_callid: '0_1234567890@192.0.2.10',
		by_callid: '',
		term_callid: '20260105120000000123-0a1b2c3d4e5f60718293a4b5c6d7e8f9',
		hostname: 'core1.example.com',
		orig_sub: '',
		orig_domain: '',
		orig_type: 'gateway',
		orig_from_name: 'JANE ROE',
		orig_from_user: '12025550100',
		orig_to_user: '12025550199',
		term_sub: '101',
		term_domain: 'acme.example',
		term_type: 'device',
		term_to_uri: 'sip:101@acme.example',
		time_start: '2026-01-05 12:00:00',
		time_answer: NO_TIME,
		ani: '12025550100',
		dnis: '12025550199',
		remove: 'no',
		ts: '2026-01-05 12:00:00',
		...values,
	};
}

/** The record of an answered inbound call. */
export function cdr(values: IDataObject = {}): IDataObject {
	return {
		object: 'cdr',
		action: 'INSERT',
		cdr_index: '0',
		orig_callid: 'a1b2c3d4-0000-4000-8000-000000000001',
		term_callid: '20260105120000000123-0a1b2c3d4e5f60718293a4b5c6d7e8f9',
		orig_type: 'gateway',
		orig_id: '12025550100',
		orig_from_name: 'JANE ROE',
		orig_from_user: '12025550100',
		orig_to_user: '12025550199',
		by_action: 'ForwardAlways',
		by_sub: '4000',
		term_sub: '101',
		term_domain: 'acme.example',
		time_start: '2026-01-05 12:00:00',
		time_answer: '2026-01-05 12:00:08',
		time_release: '2026-01-05 12:01:00',
		duration: '60',
		time_talking: '52',
		release_code: 'end',
		release_text: 'Orig: Bye',
		...values,
	};
}

export function message(values: IDataObject = {}): IDataObject {
	return {
		id: '20260105120000000001-aa11bb22',
		timestamp: '2026-01-05 12:00:00',
		type: 'sms',
		domain: 'acme.example',
		direction: 'orig',
		from_num: '12025550100',
		from_uid: '',
		dialed: '12025550199',
		text: 'Hello',
		term_uid: '101@acme.example',
		term_num: '12025550199',
		status: 'received',
		session_id: '0123456789abcdef0123456789abcdef',
		...values,
	};
}

export function conversation(values: IDataObject = {}): IDataObject {
	return {
		session_id: '0123456789abcdef0123456789abcdef',
		user: '101',
		domain: 'acme.example',
		remote: '12025550100',
		smsani: '12025550199',
		last_mesg: 'Hello',
		last_sender: '12025550100',
		last_status: 'unread',
		last_timestamp: '2026-01-05 12:00:00',
		type: 'sms',
		...values,
	};
}

export function agent(values: IDataObject = {}): IDataObject {
	return {
		device_aor: 'sip:101@acme.example',
		huntgroup_name: '4000',
		huntgroup_domain: 'acme.example',
		entry_option: 'immediate',
		entry_status: 'available',
		owner_user: '101',
		owner_domain: 'acme.example',
		session_count: '0',
		last_update: '2026-01-05 12:00:00',
		sub_fullname: 'Pat Doe',
		...values,
	};
}

export function presence(values: IDataObject = {}): IDataObject {
	return {
		user: '101',
		domain: 'acme.example',
		first_name: 'Pat',
		last_name: 'Doe',
		message: 'At lunch',
		presence: 'open',
		...values,
	};
}

export function voicemail(values: IDataObject = {}): IDataObject {
	return {
		filename: 'vm-20260105120000000123-0a1b2c3d4e5f60718293a4b5c6d7e8f9.wav',
		user: '101',
		domain: 'acme.example',
		length: '19',
		remotepath: 'https://core1.example.com/ns-api/?object=audio&file=vm.wav',
		FromName: 'JANE ROE',
		FromUser: '12025550100',
		NmsAni: '12025550100',
		RecordTime: '2026-01-05 12:00:30',
		transcription: 'Please call me back.',
		...values,
	};
}

export function audit(values: IDataObject = {}): IDataObject {
	return {
		timestamp_datetime: '2026-01-05 12:00:00',
		by_ip: '203.0.113.5',
		by_domain: 'acme.example',
		by_user: '100',
		by_client: 'portal',
		action_type: 'create',
		target_object: 'subscriber',
		target_domain: 'acme.example',
		target_user: '105',
		auditlog_details: {},
		...values,
	};
}
