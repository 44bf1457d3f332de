import { Ajv, type ErrorObject } from 'ajv';

/** What the control API takes is taken as it is, or not at all. */
const ajv = new Ajv({ strict: false, validateSchema: false, allowUnionTypes: true });

/** A validator as Fastify calls it. It is made when the first body comes, once for all simulators. */
export function validatorOf(schema: object) {
	const validator = Object.assign(
		(body: unknown) => {
			const validate = ajv.compile(schema);
			const isValid = validate(body);
			validator.errors = validate.errors;
			return isValid;
		},
		{ errors: undefined as ErrorObject[] | null | undefined },
	);
	return validator;
}
