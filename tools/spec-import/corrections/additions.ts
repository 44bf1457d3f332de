import type { Draft } from '../draft';
import type { Operation } from '../types';
import { object, text, texts, type Correction } from './correction';

/** The multipart form of a template upload, shaped as the one the documents have for images. */
const templateUpload =
	(json: string) =>
	(draft: Draft): Operation | undefined => {
		const template = draft.operations.get(json)?.operation;
		const schema = object(
			{
				...texts('reseller', 'domain', 'server', 'description'),
				File: { ...text, format: 'binary' },
			},
			['File'],
		);
		return (
			template && {
				...structuredClone(template),
				'x-documented-in': [],
				requestBody: { required: true, content: { 'multipart/form-data': { schema } } },
			}
		);
	};

/** Operations the API has and no document shows. */
export const additions: Correction[] = [
	{
		id: 'template-upload-create',
		reason:
			'Templates are uploaded as multipart as images are; the documents describe only the JSON form.',
		add: {
			method: 'POST',
			key: '/templates/{filename}#multipart',
			since: '44',
			build: templateUpload('POST /templates/{filename}'),
		},
	},
	{
		id: 'template-upload-update',
		reason:
			'Templates are replaced as multipart as images are; the documents describe only the JSON form.',
		add: {
			method: 'PUT',
			key: '/templates/{filename}#multipart',
			since: '44',
			build: templateUpload('PUT /templates/{filename}'),
		},
	},
	{
		id: 'call-center-email-report',
		reason:
			'The e-mail report of the call center is a use of the endpoint that sends e-mail from a template; the documents have no path of its own for it.',
		add: {
			method: 'POST',
			key: '/domains/{domain}/users/{user}/email#report',
			since: '44',
			build: (draft) => {
				const email = draft.operations.get('POST /domains/{domain}/users/{user}/email')?.operation;
				return (
					email && {
						...structuredClone(email),
						tags: ['Call Center/Statistics'],
						'x-documented-in': [],
					}
				);
			},
		},
	},
];
