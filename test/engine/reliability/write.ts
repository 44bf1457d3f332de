/** `npm run docs:reliability`: writes docs/reliability.md from the rows that the engine tests run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../../host/paths';
import { documentOf } from './document';
import { groups } from './rows';

writeFileSync(join(root, 'docs/reliability.md'), documentOf(groups));
