import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	WorkflowActivateMode,
} from 'n8n-workflow';
import type { Responder } from '../../support/hostile';

/**
 * One fault: a row of docs/reliability.md and a case of the test that runs it. In messages the
 * server that misbehaves is called pbx.example.com, another one other.example.
 */
export interface Row {
	/** What goes wrong, in the words of the document. */
	fault: string;
	/** What the node does about it. */
	does: string;
	/** What is lost. */
	lost: string;
	/** What is asked of the node. */
	call: Call;
	server?: Server;
	credential?: ICredentialDataDecryptedObject;
	/** n8n lets no requests through to addresses of its own network (N8N_SSRF_PROTECTION_ENABLED). */
	protectedN8n?: boolean;
	ends: Ends;
}

export interface Server {
	/** Answers the requests. Made anew for each run; gets the address of the other server. */
	answers?: (other: string) => Responder | Responder[];
	/** Answers requests to the other server, which is there only when this is given. */
	elsewhere?: () => Responder;
	tls?: boolean;
	/** How the credential names the server, in place of its address. */
	address?: (url: string) => string;
	/** How looking up its name ends, as Node.js reports it. */
	lookUp?: 'ENOTFOUND' | 'EAI_AGAIN';
	/** It keeps silent where it should answer: time limits are cut short, but counted in full. */
	stalls?: true;
}

/** The NetSapiens node with its items, a picker, or a part of the trigger. */
export type Call =
	| {
			node: INodeParameters;
			input?: INodeExecutionData[];
			onError?: INode['onError'];
	  }
	| { picker: string; filter?: string; form: INodeParameters }
	| {
			trigger: 'publish' | 'unpublish' | 'renew';
			activation?: WorkflowActivateMode;
			parameters?: INodeParameters;
			/** What the workflow remembers of before. */
			remembered?: IDataObject;
	  }
	| { event: IDataObject; options: IDataObject };

/** How it ends. */
export interface Ends {
	/** The message that people see, of the run or of the first item that failed; none on success. */
	message?: string;
	/** The description below it. */
	advice?: string;
	/** What people see when there is no message. */
	sees?: string;
	/** Items that come out well: how many, or what is in them. */
	items?: number | IDataObject[];
	/** Items that come out with a message. */
	failed?: number;
	/** What came to the server, as `GET /domains`, below /ns-api/v2. */
	requests: string[];
	/** Requests that came to the other server. */
	elsewhere?: number;
	/** What n8n shows above the output. */
	hint?: string;
	/** Lines in n8n's log. */
	logged?: string[];
}

/** Rows of one kind, under a heading of the document. */
export interface Group {
	title: string;
	rows: Row[];
}
