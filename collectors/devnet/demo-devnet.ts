import { feedsOn } from '#lib/domain/price-feeds.ts';
import { DAY } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { startAnvil, type Anvil } from './anvil-process.ts';
import { DEMO_CHAINS, HISTORY_DAYS, type DemoChain } from './demo-chains.ts';
import { makeHistory } from './history.ts';
import { putDemoOracle, type DemoOracle } from './oracle.ts';
import { planHistory } from './plan.ts';
import { runTraffic, type TrafficContext } from './traffic.ts';

/** A demo chain that runs, and when its past begins. */
export interface RunningDemoChain {
	readonly chain: DemoChain;
	readonly anvil: Anvil;
	readonly since: UnixSeconds;
}

/** The demo's chains while they run. */
export interface DemoDevnet {
	readonly chains: readonly RunningDemoChain[];
	/** Resolves with how, when one of them ends by itself. */
	readonly exited: Promise<string>;
	/** Make blocks as time goes by, until the context's signal aborts. */
	runTraffic(context: Omit<TrafficContext, 'oracle'>): Promise<void>;
	/** End them all and wait until they are gone. */
	stop(): Promise<void>;
}

/**
 * Start every demo chain and make its past, which ends now. `onProgress` hears of blocks made and
 * planned over all chains. When anything fails or the signal aborts, no chain is left running.
 */
export async function startDemoDevnet(
	now: UnixSeconds,
	onProgress: (made: number, planned: number) => void,
	signal: AbortSignal,
	days: number = HISTORY_DAYS
): Promise<DemoDevnet> {
	const window = { from: unixSeconds(now - days * DAY), to: now };
	const plans = DEMO_CHAINS.map((chain) => ({ chain, blocks: planHistory(chain, window) }));
	const planned = plans.reduce((sum, { blocks }) => sum + blocks.length, 0);
	const made = new Map<number, number>();
	const running: RunningDemoChain[] = [];
	const oracles = new Map<number, DemoOracle>();
	const stop = async () => {
		await Promise.all(running.map(({ anvil }) => anvil.stop()));
	};
	try {
		for (const { chain } of plans) {
			const genesis = { chainId: chain.id, timestamp: window.from, baseFee: chain.baseFee };
			running.push({ chain, anvil: await startAnvil(genesis), since: window.from });
		}
		await Promise.all(
			plans.map(({ chain, blocks }, index) =>
				makeHistory(
					chain,
					running[index]!.anvil.connection,
					blocks,
					(count) => {
						made.set(chain.id, count);
						onProgress(
							[...made.values()].reduce((sum, each) => sum + each, 0),
							planned
						);
					},
					signal
				)
			)
		);
		for (const { chain, anvil } of running)
			if (feedsOn(chain.id).length > 0)
				oracles.set(chain.id, await putDemoOracle(anvil.connection, window));
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		chains: running,
		exited: Promise.race(running.map(({ anvil }) => anvil.exited)),
		runTraffic: async (context) => {
			await Promise.all(
				running.map(({ chain, anvil }) =>
					runTraffic(chain, anvil.connection, { ...context, oracle: oracles.get(chain.id) ?? null })
				)
			);
		},
		stop
	};
}
