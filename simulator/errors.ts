/** An answer that is not a success; the server turns it into its JSON body. */
export class ApiError extends Error {
	/**
	 * @param status HTTP status, repeated as `code` in the body
	 * @param message text of the body
	 * @param body replaces the usual `{code, message}` where the real server uses another shape
	 */
	constructor(
		readonly status: number,
		message: string,
		readonly body: Record<string, unknown> = { code: status, message },
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}
}

export const badRequest = (message: string) => new ApiError(400, message);
export const forbidden = (message = 'Permission Denied') => new ApiError(403, message);
export const notFound = (message = 'Resource not found.') => new ApiError(404, message);
export const conflict = (message: string) => new ApiError(409, message);

/** What every core answers to a path or method that its version does not have. */
export const noRoute = () => notFound('No Route Found [92]');
