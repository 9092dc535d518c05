import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { median, quantile } from './bench/measured.ts';
import { headerWithHashes, receipts, wholeBlock } from './bench/replay/made-block.ts';

function bench(...args: readonly string[]): { status: number | null; stdout: string } {
	return spawnSync(process.execPath, ['tests/bench/main.ts', ...args], {
		encoding: 'utf8',
		timeout: 30_000
	});
}

describe('npm run bench', () => {
	it('lists its names, and refuses another', () => {
		const { status, stdout } = bench();
		expect(status).toBe(0);
		const names = [...stdout.matchAll(/^ {2}([\w-]+) +\S/gm)].map(([, name]) => name!);
		expect(names).toContain('backfill');
		const page = readFileSync('docs/performance.md', 'utf8');
		for (const name of names) expect(page).toContain(`npm run bench -- ${name}`);
		expect(bench('nothing')).toMatchObject({ status: 2, stdout });
	});

	it('takes medians and quantiles', () => {
		expect(() => median([])).toThrow(RangeError);
		expect(median([3, 1, 2])).toBe(2);
		expect(median([4, 1, 2, 3])).toBe(2.5);
		expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5);
		expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
	});

	it('replays answers of the sizes that are told', () => {
		const kilobytes = (value: unknown) => JSON.stringify(value).length / 1000;
		expect(kilobytes(headerWithHashes('zksync', 4))).toBeCloseTo(3.4, 0);
		expect(kilobytes(headerWithHashes('ethereum', 4))).toBeCloseTo(13.6, 0);
		expect(Math.abs(kilobytes(wholeBlock('zksync', 4)) - 40)).toBeLessThan(3);
		expect(Math.abs(kilobytes(receipts('zksync', 4)) - 62)).toBeLessThan(4);
	});
});
