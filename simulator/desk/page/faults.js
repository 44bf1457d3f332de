import { button, byId, choices, element, idOf, redraw } from './dom.js';
import { attempt, onSubmit, send } from './server.js';

/** Options that take a text as it is; of the others, what reads as JSON is JSON. */
const TEXTS = ['path', 'method', 'to', 'text', 'when', 'changing'];
const FLAGS = ['carriedOut', 'endless', 'quiet'];
const GENERAL = ['path', 'method', 'start', 'count', 'after', 'probability'];

/** Something to begin with for what a kind needs. */
const EXAMPLES = {
	delay: '5000',
	rows: '10',
	positions: '[2, 5]',
	start: '0',
	to: '/ns-api/v2/version',
};

let known = { kinds: {}, options: {} };

/** What a field says, as the control API wants it. */
function valueOf(name, text) {
	if (FLAGS.includes(name)) return text === 'on';
	if (TEXTS.includes(name)) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function field(name, isNeeded) {
	const id = `fault-${name}`;
	const isFlag = FLAGS.includes(name);
	const must = name === 'status' ? '' : (known.options[name] ?? '');
	const input = element('input', {
		id,
		name,
		type: isFlag ? 'checkbox' : 'text',
		required: isNeeded,
		value: isNeeded ? (EXAMPLES[name] ?? '') : undefined,
		autocomplete: isFlag ? undefined : 'off',
		'aria-describedby': must && !isFlag ? `${id}-hint` : undefined,
	});
	const label = element('label', { for: id }, name);
	if (isFlag) return element('p', { class: 'flag' }, input, label);
	const hint = must ? element('small', { id: `${id}-hint` }, `must ${must}`) : undefined;
	return element('p', {}, label, input, hint);
}

/** The fields of the kind that is chosen. */
function showFields() {
	const { about = '', needs = [], takes = [] } = known.kinds[byId('fault-kind').value] ?? {};
	byId('fault-about').textContent = about;
	const more = [...takes, ...GENERAL].filter((name) => !needs.includes(name));
	byId('fault-needs').replaceChildren(...needs.map((name) => field(name, true)));
	byId('fault-takes').replaceChildren(...more.map((name) => field(name, false)));
}

export async function wireFaults() {
	known = await send('GET', '/faults');
	choices(
		'fault-kind',
		Object.entries(known.kinds).map(([value, { about }]) => ({
			value,
			label: `${value}: ${about}`,
		})),
	);
	byId('fault-kind').addEventListener('change', showFields);
	showFields();
	onSubmit('fault', (fields) => {
		const setting = Object.entries(fields).map(([name, text]) => [name, valueOf(name, text)]);
		return attempt(
			() => send('POST', '/faults', Object.fromEntries(setting)),
			`Broken: ${fields.kind}.`,
		);
	});
	byId('dialect').addEventListener('change', (event) =>
		attempt(
			() => send('POST', '/dialect', { dialect: event.target.value }),
			`The server speaks as ${event.target.value} now.`,
		),
	);
	byId('expire').addEventListener('click', () =>
		attempt(() => send('POST', '/tokens/expire'), 'Every sign-in has to be done again.'),
	);
}

function mendingOf({ id, hits, ...setting }) {
	const { kind, ...options } = setting;
	const said = Object.entries(options).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
	return element(
		'li',
		{},
		element('strong', {}, kind),
		` ${said.join(', ')} · hit ${hits} ${hits === 1 ? 'request' : 'requests'} `,
		button(`mend-${id}`, 'Mend', () =>
			attempt(() => send('DELETE', `/faults/${id}`), `Mended: ${kind}.`),
		),
	);
}

export function showFaults({ faults, dialect, dialects, cores }) {
	redraw('broken', faults, () =>
		faults.length === 0
			? [element('p', { class: 'empty' }, 'Nothing is broken.')]
			: [
					element('ul', { class: 'broken' }, ...faults.map(mendingOf)),
					button('mend-all', 'Mend all', () =>
						attempt(() => send('DELETE', '/faults'), 'Nothing is broken any more.'),
					),
				],
	);
	choices(
		'dialect',
		dialects.map(({ name }) => ({ value: name })),
	);
	if (document.activeElement !== byId('dialect')) byId('dialect').value = dialect;
	byId('dialect-about').textContent =
		dialects.find(({ name }) => name === dialect)?.description ?? '';
	showCores(cores);
}

function showCores(cores) {
	redraw('cores', cores, () => [
		element(
			'p',
			{ class: 'buttons' },
			...Object.entries(cores).map(([core, isUp]) =>
				button(idOf('core', core), `${isUp ? 'Take down' : 'Bring up'} ${core.split('.')[0]}`, () =>
					attempt(
						() => send('POST', '/cores', { core, up: !isUp }),
						`${core} is ${isUp ? 'down' : 'up'}.`,
					),
				),
			),
		),
	]);
}
