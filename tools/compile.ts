import { run } from '../host/command';

/**
 * Compiles what is published. With TypeScript 5, which n8n's lint rules need as well; the quicker
 * TypeScript 7, which has a command of the same name, checks types only (`npm run types`).
 *
 * @param project its tsconfig.json
 * @throws when it does not compile
 */
export async function compile(project: string, output: string): Promise<void> {
	await run('node', 'node_modules/typescript/bin/tsc', '-p', project, '--outDir', output);
}
