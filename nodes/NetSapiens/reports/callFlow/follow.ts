import type { IDataObject } from 'n8n-workflow';
import {
	textOf,
	type Agent,
	type Attendant,
	type PhoneNumber,
	type Queue,
	type User,
} from '../inventory/records';
import type { Edge, Flow, Step, StepKind } from './flow';
import { edgesOfRules, type Way } from './ruleEdges';
import type { Rule } from './rules';
import { targetOfApplication, type Target } from './targets';

/** What following a call needs to know of a domain. */
export interface World {
	users: User[];
	queues: Queue[];
	agents: Agent[];
	attendants: Attendant[];
	/** Undefined where they may not be read. */
	rulesOf(user: string): Promise<Rule[] | undefined>;
	/** What the keys of an attendant do. */
	menuOf(attendant: Attendant): Promise<IDataObject>;
}

/** Calls that come to a number, followed to wherever they can end. */
export async function follow(number: PhoneNumber, world: World): Promise<Flow> {
	const follower = new Follower(world);
	await follower.number(number);
	return follower.flow;
}

/** Extensions are shorter than numbers outside. */
const SHORTEST_NUMBER = 7;

class Follower {
	readonly flow: Flow = new Map();

	constructor(private readonly world: World) {}

	async number({ number, application, destination, host, isEnabled }: PhoneNumber): Promise<void> {
		const step = this.begin(`number:${number}`, 'number', number);
		if (!isEnabled) step.problem = 'The number is turned off';
		else if (application === '' || application === 'available-number')
			step.problem = 'The number is not assigned';
		else step.edges = [await this.edge('', targetOfApplication(application, destination, host))];
	}

	private begin(id: string, kind: StepKind, label: string): Step {
		const step: Step = { id, kind, label, edges: [] };
		this.flow.set(id, step);
		return step;
	}

	/** The edge to a destination, after following it. @param owner whose devices are meant */
	private async edge(when: string, target: Target, owner = ''): Promise<Edge> {
		const words = [when, target.condition].filter(Boolean).join(', ');
		return { when: words, to: await this.reach(target, owner) };
	}

	private async way({ when, target, isNow }: Way, owner: string): Promise<Edge> {
		const edge = await this.edge(when, target, owner);
		return isNow === undefined ? edge : { ...edge, isNow };
	}

	/** The step of a destination; one that is known is not followed again. */
	private async reach({ kind, id }: Target, owner: string): Promise<string> {
		if (kind === 'extension') return await this.extension(id);
		if (kind === 'devices') return this.leaf('devices', `Devices of ${this.nameOf(owner)}`);
		if (kind === 'voicemail') return this.voicemail(id);
		return this.leaf(kind, id);
	}

	private leaf(kind: StepKind, label: string, problem?: string): string {
		const id = `${kind}:${label}`;
		if (!this.flow.has(id)) Object.assign(this.begin(id, kind, label), problem && { problem });
		return id;
	}

	private voicemail(user: string): string {
		const isThere = this.userOf(user) !== undefined;
		const problem = isThere ? undefined : 'The mailbox does not exist';
		return this.leaf('voicemail', `Voicemail of ${this.nameOf(user)}`, problem);
	}

	private userOf = (user: string) => this.world.users.find((one) => one.user === user);

	private nameOf = (user: string) => [user, this.userOf(user)?.name].filter(Boolean).join(' ');

	private async extension(user: string): Promise<string> {
		const { queues, attendants } = this.world;
		const queue = queues.find((one) => one.queue === user);
		const menus = attendants.filter((one) => one.user === user);
		const kind = queue ? 'callQueue' : menus.length > 0 ? 'attendant' : 'user';
		const known = this.userOf(user);
		if (!queue && menus.length === 0 && !known) {
			if (user.length >= SHORTEST_NUMBER) return this.leaf('outside', user);
			return this.leaf('nowhere', user === '' ? 'Nowhere' : user, 'Nothing has this extension');
		}
		const id = `${kind}:${user}`;
		if (this.flow.has(id)) return id;
		const label = queue?.name || menus[0]?.name || known?.name || '';
		const step = this.begin(id, kind, [user, label].filter(Boolean).join(' '));
		const rules = await this.world.rulesOf(user);
		if (queue) await this.queue(step, queue, rules);
		else if (menus.length > 0) await this.attendant(step, menus, rules);
		else await this.person(step, known!, rules);
		return id;
	}

	private async person(step: Step, user: User, rules: Rule[] | undefined): Promise<void> {
		if (!rules) {
			step.problem = 'The answer rules could not be read';
			return;
		}
		const mailbox = user.hasVoicemail !== false ? `vmail_${user.user}` : '';
		for (const way of edgesOfRules(rules, { rings: true, mailbox }))
			step.edges.push(await this.way(way, user.user));
		if (step.edges.length === 0) step.problem = 'No answer rule applies';
	}

	private async queue(
		step: Step,
		{ queue, maxWaitMinutes }: Queue,
		rules: Rule[] = [],
	): Promise<void> {
		const agents = this.world.agents.filter((agent) => agent.queue === queue);
		const names = agents.map(({ user, name }) => [user, name].filter(Boolean).join(' '));
		if (agents.length > 0)
			step.edges.push({ when: 'an agent is free', to: this.leaf('agents', names.join(', ')) });
		const overflow = edgesOfRules(rules, { rings: false, mailbox: '' });
		for (const way of overflow) step.edges.push(await this.way(way, queue));
		if (agents.length > 0) return;
		step.problem = overflow.length > 0 ? 'No agents: calls only overflow' : 'No agents';
		if (overflow.length === 0 && maxWaitMinutes === 0) step.problem += ', and callers wait forever';
	}

	private async attendant(step: Step, menus: Attendant[], rules: Rule[] = []): Promise<void> {
		for (const way of edgesOfRules(rules, { rings: false, mailbox: '' }))
			if (way.target.kind !== 'other') step.edges.push(await this.way(way, step.id));
		for (const menu of menus) {
			const id = `menu:${menu.user}:${menu.prompt}`;
			const when = ['', '*'].includes(menu.timeframe) ? '' : menu.timeframe;
			if (!this.flow.has(id))
				await this.menu(id, `Menu ${menu.prompt}`, await this.world.menuOf(menu));
			step.edges.push({ when, to: id });
		}
	}

	/** One level of a menu; keys may open further ones. */
	private async menu(id: string, label: string, menu: IDataObject): Promise<void> {
		const step = this.begin(id, 'menu', label);
		for (const [name, option] of Object.entries(menu)) {
			const [, key] = /^option-(.+)$/.exec(name) ?? [];
			if (key === undefined || typeof option !== 'object' || option === null) continue;
			step.edges.push(await this.key(`${id}:${key}`, key, option as IDataObject));
		}
		const idle = textOf(menu['no-key-press']);
		if (idle === 'hangup') step.edges.push({ when: 'no key', to: this.leaf('hangUp', 'Hang up') });
		if (step.edges.length === 0) step.problem = 'No key leads anywhere';
	}

	private async key(id: string, key: string, option: IDataObject): Promise<Edge> {
		const when = `key ${key}`;
		const below = option['auto-attendant'] as IDataObject | undefined;
		if (below && Object.keys(below).some((name) => name.startsWith('option-'))) {
			await this.menu(id, textOf(option.description) || `Menu behind key ${key}`, below);
			return { when, to: id };
		}
		const application = textOf(option['destination-application']);
		return await this.edge(
			when,
			targetOfApplication(application, textOf(option['destination-user'])),
		);
	}
}
