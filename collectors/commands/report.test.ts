import { beforeEach, describe, expect, it } from 'vitest';
import { createReporter, type CommandEvent } from './report.ts';

describe('createReporter', () => {
	let time: number;
	let lines: string[];
	const reporter = (asJson: boolean) =>
		createReporter({
			write: (line) => lines.push(line),
			asJson,
			everyMs: 10_000,
			now: () => time
		}).report;
	const head = (
		number: number,
		missing: number,
		feesMissing = 0,
		batchesMissing = 0
	): CommandEvent => ({
		event: 'head',
		chain: 1,
		head: number,
		missing,
		feesMissing,
		batchesMissing
	});
	const collected = (from: number, to: number, left: number): CommandEvent => ({
		event: 'collected',
		chain: 1,
		kind: 'block',
		from,
		to,
		left
	});
	const gap = (detail: string): CommandEvent => ({
		event: 'missing',
		chain: 1,
		kind: 'fee',
		from: 5,
		to: 6,
		reason: 'method_missing',
		detail
	});

	beforeEach(() => {
		time = 0;
		lines = [];
	});

	it('tells the first head at once, later ones every ten seconds at most', () => {
		const report = reporter(false);
		report(head(100, 1));
		for (time = 2_000; time < 10_000; time += 2_000) report(head(100 + time / 2_000, 1));
		expect(lines).toEqual(['Ethereum: head 100; 1 block to go.']);
		report(head(105, 0));
		expect(lines[1]).toBe('Ethereum: head 105; nothing is missing.');
	});

	it('tells what was dropped, of what, and what waits', () => {
		const report = reporter(false);
		const dropped: CommandEvent = {
			event: 'dropped',
			chain: 1,
			before: '2026-10-26T00:00:00Z',
			hours: 24,
			blocks: 7_176,
			fees: 900_000,
			waiting: 1,
			rollup_hours: 0,
			bytes: 19_300_400
		};
		report(dropped);
		report({ ...dropped, hours: 0, waiting: 0, rollup_hours: 1, bytes: 0 });
		expect(lines).toEqual([
			'Ethereum: 7,176 blocks and 900,000 fees of 24 hours before 2026-10-26T00:00:00Z were dropped, their sums by the hour stay; waiting for what is missing: 1 hour as old; given back: 19,300 kB.',
			'Ethereum: the sums of 1 hour were dropped too.'
		]);
	});

	it('keeps the time of each chain apart', () => {
		const report = reporter(true);
		report(head(100, 1));
		report({ event: 'head', chain: 324, head: 7, missing: 0, feesMissing: 0, batchesMissing: 0 });
		expect(lines).toHaveLength(2);
	});

	it('says nothing where nothing has moved', () => {
		const report = reporter(false);
		report(head(100, 0));
		time = 60_000;
		report(head(100, 0));
		expect(lines).toHaveLength(1);
	});

	it('tells the rate of a back-fill since the line before, and the time left', () => {
		const report = reporter(false);
		report(head(100_000, 50_000, 60_000));
		time = 5_000;
		report(collected(98_000, 98_999, 49_000));
		time = 10_000;
		report(collected(97_000, 97_999, 48_000));
		expect(lines[1]).toBe(
			'Ethereum: head 100000; 48,000 blocks and fees of 60,000 blocks to go; 200 blocks/s, about 4 min left.'
		);
		time = 20_000;
		report(collected(96_900, 96_999, 47_900));
		expect(lines[2]).toContain('; 10 blocks/s, about 80 min left.');
	});

	it('is one object a line for programs', () => {
		const report = reporter(true);
		report(head(100, 50));
		time = 10_000;
		report(collected(51, 70, 30));
		expect(JSON.parse(lines[1] ?? '')).toEqual({
			event: 'progress',
			chain: 1,
			head: 100,
			blocks_missing: 30,
			fees_missing: 0,
			batches_missing: 0,
			blocks_per_second: 2,
			seconds_left: 15
		});
	});

	it('tells a gap at once with its reason, the same one again only after an hour', () => {
		const report = reporter(false);
		report(gap('no such method'));
		expect(lines).toEqual([
			'Ethereum: fees of blocks 5–6 (2) could not be had (method_missing): no such method'
		]);
		time = 3_599_999;
		report(gap('no such method'));
		expect(lines).toHaveLength(1);
		report(gap('another reason'));
		expect(lines).toHaveLength(2);
		time = 3_600_000;
		report(gap('no such method'));
		expect(lines).toHaveLength(3);
	});

	it('tells once that an endpoint lags, though its head moves', () => {
		const report = reporter(false);
		report({ event: 'behind', chain: 1, head: 90, stored: 100 });
		report({ event: 'behind', chain: 1, head: 91, stored: 100 });
		expect(lines).toHaveLength(1);
	});

	it('tells what of a named time there is, who fills it, and what is left of it', () => {
		const report = reporter(false);
		const range = { chain: 324, from: 41, to: 1_068 };
		report({ event: 'range', ...range, batches: { from: 5, to: 7 } });
		report({ event: 'locked', chain: 324, takes_over: true });
		report({ event: 'pruned', chain: 324, oldest: 95 });
		const missing = { blocks_missing: 1_200, fees_missing: 1, batches_missing: 1 };
		report({ event: 'backfilled', ...range, ...missing });
		const nothing = { blocks_missing: 0, fees_missing: 0, batches_missing: 0 };
		report({ event: 'backfilled', ...range, ...nothing });
		expect(lines).toEqual([
			'ZKsync Era: blocks 41–1068 (1,028) are wanted, with their fees and batches 5–7.',
			'ZKsync Era: locked: another pass is collecting it, and takes this range in its turn.',
			'ZKsync Era: the endpoint has no block before 95: name one that has in CLAIMGAUGE_RPC_324.',
			'ZKsync Era: blocks 41–1068: 1,200 blocks, fees of 1 block and 1 batch could not be had; the same command tries again.',
			'ZKsync Era: blocks 41–1068: all is stored.'
		]);
	});

	it('tells every failure and every reorganisation', () => {
		const report = reporter(true);
		for (let times = 0; times < 2; times++) {
			report({ event: 'failed', chain: 1, detail: 'no endpoint answers' });
			report({ event: 'reorganised', chain: 1, above: 90 });
		}
		expect(lines).toHaveLength(4);
	});
});
