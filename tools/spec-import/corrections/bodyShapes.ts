import type { Schema } from '../types';
import { object, text, texts, yesNo } from './correction';

const grant = (name: string): Record<string, Schema> => ({ grant_type: { ...text, const: name } });

const password: Schema = { ...text, format: 'password' };

const userGrant = (name: string) => ({
	...grant(name),
	...texts('client_id', 'client_secret', 'username'),
	password,
});

const refreshGrant = {
	...grant('refresh_token'),
	...texts('client_id', 'client_secret', 'refresh_token'),
};

const mfaGrant = {
	...userGrant('mfa'),
	mfa_type: { ...text, default: 'authenticator' },
	mfa_vendor: { ...text, default: 'google' },
	ns_id_type: { ...text, enum: ['subscriber', 'level1'], default: 'subscriber' },
	...texts('passcode', 'access_token'),
};

const allRequired = (fields: Record<string, Schema>) => object(fields, Object.keys(fields));

/** The body of each grant, by operation. */
export const grants: Record<string, Schema> = {
	'POST /tokens': allRequired(userGrant('password')),
	'POST /tokens#1': allRequired(refreshGrant),
	'POST /tokens#2': allRequired(mfaGrant),
	'POST /jwt': allRequired(userGrant('password')),
	'POST /jwt#2': allRequired(mfaGrant),
};

const conferenceSettings: Record<string, Schema> = {
	...texts('name', 'leader_pin', 'participants_pin', 'max_participants'),
	save_participants: yesNo,
	request_name: yesNo,
	annc_part: yesNo,
	leader_required: { ...text, enum: ['no', 'to-start'] },
	...texts('quorum'),
};

/** An ad-hoc conference as it is created. */
export const conference = object(
	{ ...texts('conference', 'owner', 'conference_type', 'direct_dial'), ...conferenceSettings },
	['conference'],
);

/** What can be changed of an ad-hoc conference. */
export const conferenceUpdate = object(conferenceSettings);

const participantSettings: Record<string, Schema> = {
	...texts('name'),
	call: yesNo,
	keep: yesNo,
	auto_ans: yesNo,
	auto_con: yesNo,
	auto_dsc: yesNo,
	rcv_only: yesNo,
	leader: yesNo,
	...texts('pin'),
};

/** A participant of an ad-hoc conference as it is added. */
export const participant = object({ ...texts('participant'), ...participantSettings });

/** What can be changed of a participant. */
export const participantUpdate = object(participantSettings);
