/** A reseller, a domain or a user, by the fields that name it. */
export type Owner = { reseller: string } | { domain: string; user?: string };

/** Whether something that names its owners belongs to this one. */
export const belongsTo = (thing: object, owner: Owner): boolean =>
	Object.entries(owner).every(
		([field, name]) => (thing as Record<string, unknown>)[field] === name,
	);
