import { composites, togetherComposites } from '../../../nodes/NetSapiens/composites';
import { composites as forms } from '../../../nodes/NetSapiens/generated/composites';

const outline = (table: Record<string, object>) =>
	Object.entries(table).flatMap(([resource, members]) =>
		Object.keys(members).map((operation) => `${resource} ${operation}`),
	);

test('every composite of the words is carried out, and nothing else is', () => {
	const byThemselves = outline(forms).filter((name) => !/ (upsert|sync)$/.test(name));
	expect([...outline(composites), ...outline(togetherComposites)].sort()).toEqual(
		byThemselves.sort(),
	);
});
