import { describe, expect, it, vi } from 'vitest';
import demo from '#lib/articles/demo.ts';
import { DAY, iso, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { judgeClaims } from '../judging/judge-claims.ts';
import { addChain, chainOf, withStore } from '../test-chain.ts';
import { getBoard } from './board.ts';
import { WHOLE_BOARD } from './board-view.ts';
import { dataStates } from './data-state.ts';

const NOW = unixSeconds(parseTime(demo.published) + 3 * DAY);
const L1 = 31337;
const L2 = 31338;

/** The demo judged on nothing, and ten minutes later on 31 days of two chains. */
async function judged<Result>(use: (store: Store) => Promise<Result>): Promise<Result> {
	return withStore(async (store) => {
		await store.markDemo();
		await judgeClaims(store, unixSeconds(NOW - 600));
		const blocks = Array.from({ length: 31 * 144 + 1 }, (_, index) => ({
			timestamp: NOW - 31 * DAY + index * 600,
			txCount: 20
		}));
		for (const chain of [L1, L2]) await addChain(store, chain, chainOf(blocks));
		await judgeClaims(store, NOW);
		return use(store);
	});
}
const boardAt = (store: Store, asOf?: number) =>
	getBoard(store, WHOLE_BOARD, {
		now: NOW,
		...(asOf === undefined ? {} : { asOf: unixSeconds(asOf) })
	});

describe('the scoreboard', () => {
	it('counts every statement of every article once', async () => {
		await judged(async (store) => {
			const board = await boardAt(store);
			const counted = board.articles.flatMap(({ counts }) => Object.values(counts));
			expect(counted.reduce((a, b) => a + b, 0)).toBe(board.statements);
			expect(board.listed).toBe(board.claims);
			expect(board.rated.length + board.unrated.length).toBe(board.claims);
		});
	});

	it('tells a change with the time and the reason, and not as of before it', async () => {
		await judged(async (store) => {
			const { changes, changed, anyFigure } = await boardAt(store);
			expect(anyFigure).toBe(true);
			const busiest = changes.find(({ slug }) => slug === 'demo-l2-busiest-hour');
			expect(busiest).toMatchObject({
				...{ at: iso(NOW), from: 'insufficient_data', to: 'demonstrated' },
				quote: expect.stringContaining('busiest hour')
			});
			expect(busiest?.reason).not.toBe('');
			expect(changed).toEqual({ since: iso(NOW - 30 * DAY), count: expect.any(Number) });
			expect(changed.count).toBeGreaterThanOrEqual(changes.length);
			const before = await boardAt(store, NOW - 1);
			expect(before.changes).toEqual([]);
			expect(before.changed.count).toBe(0);
			expect(before.anyFigure).toBe(false);
		});
	});

	it('keeps every other row where the series of one cannot be read', async () => {
		await judged(async (store) => {
			const whole = await boardAt(store);
			const said = vi.spyOn(console, 'error').mockImplementation(() => {});
			const broken: Store = {
				...store,
				getCovered: (chainId, kind) =>
					chainId === L1 ? Promise.reject(new Error('disk')) : store.getCovered(chainId, kind)
			};
			const board = await boardAt(broken);
			expect(said).toHaveBeenCalled();
			said.mockRestore();
			const failed = board.rated.filter((row) => row.failed);
			expect(failed.map(({ claim }) => claim.slug)).toContain('demo-l1-block-every-minute');
			expect(failed.every(({ trend }) => trend === null)).toBe(true);
			expect(board.rated.map(({ claim }) => claim)).toEqual(whole.rated.map(({ claim }) => claim));
			const drawn = board.rated.filter(({ trend }) => trend !== null);
			expect(drawn.map(({ claim }) => claim.slug)).toContain('demo-l2-busiest-hour');
			expect(whole.rated.some((row) => row.failed)).toBe(false);
		});
	});
});

it('says which chains are behind, and since when', async () => {
	await judged(async (store) => {
		const head = (await store.findHead(L2))!;
		const at = async (seconds: number) => {
			const clock = (head.seenAt + seconds) * 1000;
			return (await dataStates(store, () => clock).read()).freshness;
		};
		expect(await at(1)).toMatchObject({ expected: 2, behind: [] });
		const { behind } = await at(DAY);
		expect(behind).toEqual(
			['Demo L1', 'Demo L2'].map((name) => ({
				...{ name, state: 'stale', endpoints: 0 },
				seenAt: iso(head.seenAt - (head.seenAt % 60))
			}))
		);
	});
	await withStore(async (store) => {
		await store.markDemo();
		await store.recordEndpoint({
			...{ chainId: L2, host: 'one.example', checkedAt: NOW, ok: false, detail: null }
		});
		const { behind } = (await dataStates(store, () => NOW * 1000).read()).freshness;
		expect(behind.map(({ state, seenAt, endpoints }) => [state, seenAt, endpoints])).toEqual([
			['never', null, 0],
			['never', null, 1]
		]);
	});
});
