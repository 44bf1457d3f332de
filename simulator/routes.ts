import type { Handler } from './handler';
import { shapeOf, type Endpoint, type Spec } from './spec';

/** A handler and how its requests are treated before it runs. */
export interface Binding {
	endpoint: Endpoint;
	handler: Handler;
	/** Needs no bearer. */
	open: boolean;
	/** Checks its own input. */
	unchecked: boolean;
}

/** How an endpoint differs from the usual. */
type More = Partial<Omit<Binding, 'endpoint' | 'handler'>> & {
	/** A real core answers it although no document lists it. */
	undocumented?: boolean;
};

/**
 * What answers each endpoint. A handler of its own comes before what a collection does anyway, in
 * whatever order they are set; two of the same kind for one endpoint are a mistake.
 */
export class Routes {
	private readonly own = new Map<string, Binding>();
	private readonly usual = new Map<string, Binding>();
	private readonly documented: Map<string, Endpoint>;

	constructor(private readonly spec: Spec) {
		this.documented = new Map(spec.endpoints.map((one) => [keyOf(one.method, one.shape), one]));
	}

	/**
	 * Sets the handler of an endpoint. Endpoints that are not documented are left out, so that the
	 * simulator has no more routes than a real core, except for `/count`, `/list` and those said to be
	 * `undocumented`.
	 * @throws Error when it has one already
	 */
	on(method: string, path: string, handler: Handler, more: More = {}): void {
		this.set(this.own, method, path, handler, more);
	}

	/** Sets what a collection answers unless the endpoint has a handler of its own. @throws Error when another one does */
	byCollection(method: string, path: string, handler: Handler): void {
		this.set(this.usual, method, path, handler, {});
	}

	/** Whether something answers this method and shape. */
	has(method: string, shape: string): boolean {
		const key = keyOf(method, shape);
		return this.own.has(key) || this.usual.has(key);
	}

	/** Every endpoint that is answered. */
	all(): Binding[] {
		return [...new Map([...this.usual, ...this.own]).values()];
	}

	/** What answers `METHOD shape`. */
	get(key: string): Binding | undefined {
		return this.own.get(key) ?? this.usual.get(key);
	}

	/** Documented endpoints that nothing answers yet. */
	unanswered(): Endpoint[] {
		return this.spec.endpoints.filter(({ method, shape }) => !this.has(method, shape));
	}

	private set(
		kind: Map<string, Binding>,
		method: string,
		path: string,
		handler: Handler,
		{ undocumented = false, open = false, unchecked = false }: More,
	): void {
		const shape = shapeOf(path);
		const key = keyOf(method, shape);
		const known = this.documented.get(key);
		if (!known && !undocumented && !(method === 'GET' && /\/(count|list)$/.test(shape))) return;
		if (kind.has(key)) throw new Error(`${key} has two handlers`);
		const endpoint = known ?? { method, shape, variants: [], since: 0, synchronous: false };
		kind.set(key, { endpoint, handler, open, unchecked });
	}
}

const keyOf = (method: string, shape: string) => `${method} ${shape}`;
