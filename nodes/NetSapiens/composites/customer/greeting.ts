import { UserError, type IDataObject } from 'n8n-workflow';
import { base64Of } from '../../execute/files';
import { isEmpty } from '../../execute/scalars';
import { spelled } from '../../spellings';
import type { Act, Answers, Step } from '../plan/plan';
import { readFew } from '../plan/read';
import type { Customer } from './customer';

const resource = 'greeting';

interface Attendant {
	user: string;
	/** What the form says. */
	wanted: IDataObject;
	/** Its menu, where there is one. */
	present: IDataObject | undefined;
}

/**
 * What the menu says, unless it says something already. Servers keep it among the greetings of the
 * attendant, under the number of the menu's prompt: 900001 for Prompt_900001 (seen on 44.4).
 *
 * @throws UserError when the binary field holds no file
 */
export async function greetingSteps(
	{ call, domain }: Customer,
	{ user, wanted, present }: Attendant,
): Promise<Step[]> {
	const spoken = await contentOf(call, wanted);
	if (!spoken) return [];
	const path = { domain, user };
	if (present) {
		const there = await readFew(call, { resource, operation: 'getAll', path });
		const index = indexOf(present);
		if (there.some((one) => Number(spelled(one, 'greeting').get('ordinal-order')) === index))
			return [];
	}
	const { choice, body, shown } = spoken;
	const act = ({ attendant }: Answers): Act => {
		const index = indexOf(present ?? attendant ?? {});
		if (index === undefined) throw new UserError(NO_PROMPT);
		return { resource, operation: 'create', choice, path, body: { ...body, index } };
	};
	const changes = [{ field: 'greeting', before: null, after: shown }];
	// That of a new attendant goes with it.
	const undo = present ? deletion({ ...path, index: indexOf(present) }) : 'nothing';
	return [{ title: `Add greeting to auto attendant ${user}`, act, changes, undo }];
}

const deletion = (path: IDataObject): Act => ({ resource, operation: 'delete', path });

const NO_PROMPT =
	'The server did not say which menu it has made, so the greeting was not added. Run it again.';

/** The number of the prompt that a menu begins with. */
function indexOf(menu: IDataObject): number | undefined {
	const [digits] = /\d+$/.exec(String(menu['starting-prompt'] ?? '')) ?? [];
	return digits === undefined ? undefined : Number(digits);
}

/** The API's names of the two formats that it takes, by all names that they go by. */
const ENCODINGS: Array<[RegExp, string]> = [
	[/^audio\/(x-|vnd\.)?wave?$/, 'audio/wav'],
	[/^audio\/(mpeg|mp3|x-mp3)$/, 'audio/mp3'],
];

interface Content {
	choice: string;
	body: IDataObject;
	/** What the output says of it. */
	shown: string;
}

async function contentOf(
	{ context, itemIndex }: Customer['call'],
	{ greetingText, greetingBinaryField }: IDataObject,
): Promise<Content | undefined> {
	if (!isEmpty(greetingBinaryField)) {
		const name = String(greetingBinaryField);
		const { fileName, mimeType, content } = await base64Of(context, name, itemIndex);
		const encoding = ENCODINGS.find(([types]) => types.test(mimeType))?.[1];
		if (!encoding)
			throw new UserError(`"${fileName}" is ${mimeType}. A greeting takes WAV or MP3.`);
		const file = { base64_file: content, encoding, convert: 'yes', script: fileName };
		return { choice: 'base64', body: file, shown: fileName };
	}
	if (isEmpty(greetingText)) return undefined;
	const script = String(greetingText);
	return { choice: 'textToSpeech', body: { script }, shown: script };
}
