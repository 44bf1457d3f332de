/** The desk: reads what the simulator does every second, and lets people do something about it. */
import { byId, choices } from './dom.js';
import { attempt, say, send, whenDone } from './server.js';
import { showCalls, showLengths, wireCalls } from './calls.js';
import { showFaults, wireFaults } from './faults.js';
import { showTenant, wireTenant } from './tenant.js';
import { showTraces, wireTraces } from './traces.js';

const EVERY = 1000;
let isAway = false;

function show(desk) {
	byId('server').textContent = `NetSapiens simulator ${desk.version}, as ${desk.dialect}`;
	choices(
		'domain',
		desk.domains.map((value) => ({ value })),
	);
	byId('domain').value = desk.domain;
	if (document.activeElement !== byId('per-minute')) byId('per-minute').value = desk.perMinute;
	for (const part of [showTenant, showCalls, showFaults, showTraces]) part(desk);
	showLengths(desk.now);
}

/** Reads everything again; while the simulator is away, the page says so. */
async function refresh() {
	try {
		show(await send('GET', `/desk?domain=${encodeURIComponent(byId('domain').value)}`));
		if (isAway) say('The simulator is back.');
		isAway = false;
	} catch (error) {
		isAway = true;
		say(`The simulator does not answer: ${error.message}`, true);
	}
}

/** Each look begins a second after the one before has ended; a page that nobody sees rests. */
async function keepLooking() {
	if (document.visibilityState === 'visible') await refresh();
	setTimeout(keepLooking, EVERY);
}

byId('domain').addEventListener('change', refresh);
byId('per-minute').addEventListener('change', ({ target }) =>
	attempt(
		() => send('POST', '/traffic', { perMinute: Number(target.value) }),
		`${Number(target.value)} a minute from now on.`,
	),
);
byId('reset').addEventListener('click', () =>
	attempt(() => send('POST', '/reset', {}), 'Everything is as at the start.'),
);
whenDone(refresh);
wireCalls();
wireTenant();
wireTraces();
await wireFaults();
await keepLooking();
