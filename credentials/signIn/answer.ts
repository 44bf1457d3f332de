import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../../nodes/NetSapiens/transport/failure';

/** One request of a sign-in. */
export interface SignInRequest {
	method: 'GET' | 'POST';
	url: string;
	headers?: IDataObject;
	/** Sent as JSON unless `form`. */
	fields?: IDataObject;
	form?: boolean;
}

/** An answer of a sign-in endpoint, good or bad; `words` hold no secret. */
export interface Answer extends Failure {
	url: string;
	/** The record in the body; empty when there is none. */
	record: IDataObject;
	/** When the server sent it, by the server's clock. */
	date: string;
}
