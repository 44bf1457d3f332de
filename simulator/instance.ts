import { Tokens } from './auth/tokens';
import { Faults } from './control/faults';
import { Dispatcher, type Prepared } from './http/dispatch';
import { RequestLog } from './http/request-log';
import { NexogyDna } from './nexogy-dna/clients';
import type { DnaLogin } from './nexogy-dna/sessions';
import type { Options } from './options';
import { registerResources } from './resources';
import type { Binding, Routes } from './routes';
import { seedCredentials, type Credentials } from './seed/credentials';
import { seedTenant } from './seed/tenant';
import { Simulator } from './simulator';
import type { Spec } from './spec';
import { Switches } from './switches';
import { Traffic } from './tenant/traffic';

/** What one life of the tenant consists of. */
interface Life {
	sim: Simulator;
	traffic: Traffic;
	tokens: Tokens;
	credentials: Credentials;
	dna: NexogyDna;
	dispatcher: Dispatcher;
	routes: Routes;
	/** Endpoints that have been asked for. */
	prepared: Map<string, Prepared>;
}

/** Keeps a simulator that can be started anew without a new process; equal seeds bring equal keys. */
export class Instance {
	readonly requests = new RequestLog();
	readonly faults: Faults;
	private life: Life;
	private url = '';
	private readonly switchSettings: Record<string, string>;

	constructor(
		readonly spec: Spec,
		readonly options: Options,
	) {
		this.faults = new Faults(options.seed);
		this.switchSettings = options.switches.all();
		this.life = this.begin();
	}

	get sim(): Simulator {
		return this.life.sim;
	}

	get traffic(): Traffic {
		return this.life.traffic;
	}

	get tokens(): Tokens {
		return this.life.tokens;
	}

	/** The DNA layer over the system. */
	get dna(): NexogyDna {
		return this.life.dna;
	}

	get dispatcher(): Dispatcher {
		return this.life.dispatcher;
	}

	/** What signs in to the system, and to the DNA layer over it. */
	get credentials(): Credentials & { nexogyDna: DnaLogin } {
		return { ...this.life.credentials, nexogyDna: this.dna.sessions.login };
	}

	/** What is known about an endpoint, by method and shape. */
	prepared(key: string): Prepared | undefined {
		const { prepared, routes, dispatcher } = this.life;
		const binding = routes.get(key);
		if (binding && !prepared.has(key)) prepared.set(key, dispatcher.prepare(binding));
		return prepared.get(key);
	}

	/** Every endpoint that is answered. */
	get bindings(): Binding[] {
		return this.life.routes.all();
	}

	/** Says where the server is reached and begins what happens by itself. */
	run(url: string): void {
		this.url = url;
		this.sim.url = url;
		this.sim.sender.start(this.options.eventsInterval);
		this.traffic.set(this.options.traffic);
	}

	/** Everything as it was at the start: records, switches, faults, requests, subscriptions. */
	reset(): void {
		this.sim.close();
		this.faults.clear();
		this.requests.clear();
		this.life = this.begin();
		this.run(this.url);
	}

	private begin(): Life {
		const switches = new Switches(this.switchSettings);
		const sim = new Simulator(this.spec, { ...this.options, switches });
		const tokens = new Tokens(sim);
		const routes = registerResources(sim, tokens);
		seedTenant(sim);
		const credentials = seedCredentials(sim, tokens);
		return {
			...{ sim, tokens, routes, credentials },
			dna: new NexogyDna(sim),
			dispatcher: new Dispatcher(sim),
			prepared: new Map(),
			traffic: new Traffic(sim),
		};
	}
}
