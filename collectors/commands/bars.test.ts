import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBars, type Bars } from './bars.ts';
import type { Terminal } from './terminal.ts';

/** What a terminal shows after all that was written to it: it knows new lines, going up and clearing below. */
function screenOf(written: string): string[] {
	const rows = [''];
	let at = 0;
	for (const [, up, clear, text] of written.matchAll(/\x1b\[(\d+)A|(\x1b\[J)|([^\x1b\n]+|\n)/g)) {
		if (up) at -= Number(up);
		else if (clear) rows.splice(at, rows.length, '');
		else if (text === '\n') rows[(at += 1)] ??= '';
		else rows[at] = `${rows[at]}${text}`;
		if (at < 0) throw new Error('the cursor left the screen');
	}
	return rows;
}

describe('bars', () => {
	let time: number;
	let written: string;
	let columns: number;
	let bars: Bars;
	const terminal: Terminal = {
		columns: () => columns,
		isLive: true,
		write: (text) => void (written += text),
		paint: (_style, text) => text
	};
	const head = (chain: number, number: number, missing: number, feesMissing = 0) =>
		bars.update({ event: 'head', chain, head: number, missing, feesMissing, batchesMissing: 0 });
	const collected = (chain: number, blocks: number, left: number) =>
		bars.update({ event: 'collected', chain, kind: 'block', from: 1, to: blocks, left });

	beforeEach(() => {
		time = 0;
		written = '';
		columns = 120;
		bars = createBars(terminal, () => time);
	});

	it('show share, what is left, rate and time left of each chain', () => {
		head(1, 5_000, 1_000, 1_200);
		head(324, 77, 0);
		time = 10_000;
		collected(1, 500, 500);
		expect(screenOf(written)).toEqual([
			'Ethereum    █████░░░░░░░░░░░░░░░░░░░  22 %  500 blocks and fees of 1,200 blocks to go; 50 blocks/s, about 10 s left',
			'ZKsync Era  head 77; nothing is missing',
			''
		]);
	});

	it('count a pace by the last twenty seconds', () => {
		head(1, 5_000, 100_000);
		time = 10_000;
		collected(1, 50_000, 50_000);
		time = 60_000;
		collected(1, 200, 49_800);
		expect(screenOf(written)[0]).toContain('; 10 blocks/s, about 83 min left');
	});

	it('are never full while something is missing, and begin anew after nothing was', () => {
		head(1, 5_000, 1_000_000);
		time = 1_000;
		collected(1, 999_999, 1);
		expect(screenOf(written)[0]).toContain('█░  99 %  1 block to go');
		time = 2_000;
		collected(1, 1, 0);
		expect(screenOf(written)[0]).toBe('Ethereum  head 5000; nothing is missing');
		head(1, 5_000, 0);
		time = 3_000;
		head(1, 5_010, 10);
		expect(screenOf(written)[0]).toContain(' 0 %  10 blocks to go');
	});

	it('fit the line, so that it never breaks', () => {
		columns = 30;
		head(1, 5_000, 1_000, 1_200);
		expect(screenOf(written)[0]).toHaveLength(29);
	});

	it('are not drawn again for every commit', () => {
		head(1, 5_000, 1_000);
		const once = written;
		time = 50;
		collected(1, 10, 990);
		expect(written).toBe(once);
		time = 100;
		collected(1, 10, 980);
		expect(written).not.toBe(once);
		time = 110;
		collected(1, 10, 970);
		bars.end();
		expect(screenOf(written)[0]).toContain('970 blocks to go');
	});

	it('stay below every line that is logged, whatever comes in which order', () => {
		const step = fc.oneof(
			fc.record({ log: fc.stringMatching(/^[a-z ]{1,20}$/) }),
			fc.record({ chain: fc.constantFrom(1, 324, 2741), missing: fc.nat(2_000) })
		);
		fc.assert(
			fc.property(
				fc.array(step, { maxLength: 40 }),
				fc.integer({ min: 20, max: 200 }),
				(steps, width) => {
					written = '';
					columns = width;
					bars = createBars(terminal, () => time);
					const logged: string[] = [];
					const chains = new Set<number>();
					for (const each of steps) {
						time += 40;
						if ('log' in each) {
							bars.log(each.log);
							logged.push(each.log);
						} else {
							head(each.chain, 9_000, each.missing);
							chains.add(each.chain);
						}
					}
					bars.end();
					const screen = screenOf(written);
					expect(screen.slice(0, logged.length)).toEqual(logged);
					expect(screen).toHaveLength(logged.length + chains.size + 1);
					expect(screen.at(-1)).toBe('');
				}
			)
		);
	});
});
