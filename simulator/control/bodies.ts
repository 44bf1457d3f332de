import type { Schema } from '../spec';

/** A text, or a number that stands for one. */
const WORD: Schema = { type: ['string', 'number'], minLength: 1 };
const TEXT: Schema = { type: ['string', 'number'] };
const FLAG: Schema = { type: 'boolean' };

type Fields = Record<string, Schema>;

/** A record with these fields; others are ignored. */
const record = (needed: Fields, more: Fields = {}): Schema => ({
	type: 'object',
	required: Object.keys(needed),
	properties: { ...needed, ...more },
});

/** A record, or no body at all. */
const maybe = (more: Fields): Schema => ({ ...record({}, more), type: ['object', 'null'] });

/** What the body of each path below `/_sim` must be. */
export const BODIES: Record<string, Schema> = {
	'/calls': record(
		{ from: WORD, to: WORD },
		{
			...{ domain: TEXT, name: TEXT, id: TEXT, recorded: FLAG },
			users: { type: 'array', items: WORD, minItems: 1 },
		},
	),
	'/calls/:id/answer': maybe({ user: TEXT }),
	'/calls/:id/forward': record({ to: WORD }),
	'/calls/:id/transfer': record({ to: WORD }),
	'/calls/:id/park': maybe({ slot: TEXT }),
	'/calls/:id/pick-up': record({ user: WORD }),
	'/calls/:id/end': maybe({ reason: TEXT }),
	'/voicemails': record(
		{ user: WORD, from: WORD },
		{
			...{ domain: TEXT, name: TEXT, text: TEXT },
			seconds: { type: 'integer', minimum: 1, maximum: 86400 },
		},
	),
	'/messages': record(
		{ from: WORD, to: WORD },
		{ text: TEXT, media: record({ type: { type: 'string' }, data: { type: 'string' } }) },
	),
	'/chats': record({ from: WORD, to: WORD, text: WORD }, { domain: TEXT }),
	'/agents': record(
		{ queue: WORD, agent: WORD },
		{
			...{ domain: TEXT, status: TEXT },
			availability: { enum: ['', 'automatic', 'manual', 'disabled', 'offnet-automatic'] },
		},
	),
	'/users': record({ user: WORD }, { domain: TEXT }),
	'/presence': record({ user: WORD }, { domain: TEXT, presence: TEXT, message: TEXT }),
	'/passwords': record({ user: WORD, password: WORD }, { domain: TEXT }),
	'/authenticators': record(
		{ user: WORD },
		{ domain: TEXT, secret: { type: 'string', pattern: '^([A-Za-z2-7]{16,}=*)?$' } },
	),
	'/audit': {
		...record(
			{},
			{
				...{ domain: TEXT, action: TEXT, object: TEXT, user: TEXT },
				...{ byDomain: TEXT, byUser: TEXT, byIp: TEXT },
			},
		),
		additionalProperties: false,
	},
	'/cores': record({ core: WORD }, { up: FLAG }),
	'/traffic': record({ perMinute: { type: 'number', minimum: 0, maximum: 60000 } }),
	'/faults': record({}),
	'/switches': { type: 'object', additionalProperties: { type: ['string', 'number'] } },
	'/dialect': record({ dialect: WORD }),
};

/** What a body must be where nothing is known about it. */
export const ANY_BODY = maybe({});
