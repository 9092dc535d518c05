import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The flags that the project's own scripts start a collector with: its memory is measured as it is used. */
export function collectorFlags(): string[] {
	const root = join(import.meta.dirname, '../../..');
	const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	return [...(scripts.claimgauge ?? '').matchAll(/--\S+/g)].map(([flag]) => flag);
}
