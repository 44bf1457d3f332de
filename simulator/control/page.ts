/** The page at /_sim: what the tenant is doing, read from the control API every two seconds. */
export const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>NetSapiens simulator</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 1200px; padding: 1rem; color: #1d2430; background: #f6f7f9 }
h1 { font-size: 1.4rem } h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem }
table { border-collapse: collapse; width: 100%; background: #fff; border: 1px solid #dde2ea }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #eef1f5; vertical-align: top; word-break: break-word }
th { background: #eef1f5; font-weight: 600; white-space: nowrap }
.empty { color: #6a7486 } .bad { color: #b3261e } code { font-size: 12px; white-space: pre-wrap }
@media (prefers-color-scheme: dark) { body { background: #14181f; color: #dce2ec } table { background: #1b212b; border-color: #2c3442 } th { background: #242c38 } th, td { border-color: #2c3442 } }
</style></head><body>
<h1>NetSapiens simulator <span id="version"></span></h1>
<h2>Tenant</h2><div id="tenant"></div>
<h2>Live calls</h2><div id="calls"></div>
<h2>Subscriptions</h2><div id="subscriptions"></div>
<h2>Faults</h2><div id="faults"></div>
<h2>Last requests</h2><div id="requests"></div>
<h2>Mail</h2><div id="mail"></div>
<script>
const get = (path) => fetch('/_sim/' + path).then((answer) => answer.json());
const cell = (value) => {
	const td = document.createElement('td');
	const plain = typeof value !== 'object' || value === null;
	const inner = plain ? td : td.appendChild(document.createElement('code'));
	inner.textContent = plain ? String(value ?? '') : JSON.stringify(value);
	return td;
};
const show = (id, heads, rows) => {
	const box = document.getElementById(id);
	if (rows.length === 0) {
		box.innerHTML = '<p class="empty">none</p>';
		return;
	}
	const table = document.createElement('table');
	const head = table.insertRow();
	for (const name of heads) {
		const th = document.createElement('th');
		th.textContent = name;
		head.append(th);
	}
	for (const row of rows) {
		const tr = table.insertRow();
		for (const value of row) tr.append(cell(value));
	}
	box.replaceChildren(table);
};
async function refresh() {
	const [tenant, calls, subscriptions, faults, requests, mail] = await Promise.all(
		['tenant', 'calls', 'subscriptions', 'faults', 'requests', 'mail'].map(get),
	);
	document.getElementById('version').textContent = tenant.version;
	show('tenant', ['Domain', 'Reseller', 'Company', 'Users'], tenant.domains.slice(0, 20).map((d) => [d.domain, d.reseller, d.description, d.users]));
	show('calls', ['Id', 'Domain', 'From', 'To', 'State', 'Phones'], calls.map((c) => [c.id, c.domain, c.callerNumber, c.dialled, c.state, c.legs.map((l) => l.user + ' ' + l.state).join(', ')]));
	show('subscriptions', ['Model', 'Domain', 'Post URL', 'Status', 'Posts', 'Errors', 'Expires', 'Last post'], subscriptions.map((s) => {
		const last = s.lastPosts.at(-1);
		return [s.model, s.domain, s['post-url'], s.status, s['posts-count'], s['error-count'], s['subscription-expires-datetime'], last ? last.time + ' ' + (last.error || last.status) + ' ' + JSON.stringify(last.events).slice(0, 300) : ''];
	}));
	show('faults', ['Kind', 'Path', 'Hits', 'All'], faults.faults.map((f) => [f.kind, f.path || '*', f.hits, f]));
	show('requests', ['Time', 'Request', 'Status', 'Sender', 'Body'], requests.slice(-40).reverse().map((r) => [r.time.slice(11, 19), r.method + ' ' + r.path + (Object.keys(r.query || {}).length ? ' ' + JSON.stringify(r.query) : ''), r.status, r.sender || '', r.body === undefined ? '' : JSON.stringify(r.body).slice(0, 200)]));
	show('mail', ['Time', 'To', 'Subject', 'All'], mail.map((m) => [m.time, m.to, m.subject, m.body]));
}
refresh().catch(() => {});
setInterval(() => refresh().catch(() => {}), 2000);
</script></body></html>`;
