import { PAGE_SIZE } from './pages/listReader';
import { readPages } from './pages/readPages';
import type { FetchPage } from './pages/requests';

export { PAGE_SIZE };

/** All rows of a list, or the first `wanted`; see `readPages`. */
export async function paginate<T>(fetchPage: FetchPage<T>, wanted = Infinity): Promise<T[]> {
	return (await readPages(fetchPage, { wanted })).rows;
}
