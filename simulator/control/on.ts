/** Parameters of a path or query, or fields of a body. */
export type Body = Record<string, unknown>;

/** Sets what a path below `/_sim` does; what comes back is the answer. */
export type On = (
	method: 'GET' | 'POST' | 'PUT' | 'DELETE',
	path: string,
	act: (params: Body, body: Body, query: Body) => unknown,
) => void;
