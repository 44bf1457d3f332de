const collator = new Intl.Collator('en', { numeric: true });

/** Order for people: 9 before 10. */
export const inOrder = (a: string, b: string): number => collator.compare(a, b);

export const byExtension = (a: { user: string }, b: { user: string }): number =>
	inOrder(a.user, b.user);
