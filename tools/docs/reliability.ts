/** `npm run docs:reliability`: writes docs/reliability.md from the rows that the engine tests run. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { documentOf } from '../../test/engine/reliability/document';
import { groups } from '../../test/engine/reliability/rows';

writeFileSync(resolve(__dirname, '../../docs/reliability.md'), documentOf(groups));
