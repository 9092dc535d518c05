import { setTimeout as sleep } from 'node:timers/promises';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { AnvilConnection } from './anvil-connection.ts';
import { PLAIN_TRANSFERS_PER_HOUR, TOKEN_SHARE, type DemoChain } from './demo-chains.ts';
import { mineCalls } from './history.ts';
import type { DemoOracle } from './oracle.ts';
import { randomFrom } from './random.ts';
import { openWallet, type Wallet } from './wallet.ts';
import { baseFeeAt, demandAt } from './weather.ts';

/** What live traffic needs of the outside. */
export interface TrafficContext {
	write(line: string): void;
	now(): UnixSeconds;
	readonly signal: AbortSignal;
	/** The price feed that stands on the chain, if any. */
	readonly oracle: DemoOracle | null;
}

/** No block holds more, whatever the demand: 5 transactions a second on both chains together. */
const MOST_PER_SECOND = 2.5;

/**
 * Make a block every `live.blockSeconds`, with the clock's time and as many transfers as the hour's
 * demand, until the signal aborts. What goes wrong in one block is written and the next one is tried.
 */
export async function runTraffic(
	chain: DemoChain,
	connection: AnvilConnection,
	context: TrafficContext
): Promise<void> {
	const random = randomFrom(chain.seed ^ context.now());
	let wallet: Wallet | null = null;
	let owed = PLAIN_TRANSFERS_PER_HOUR;
	let newest = 0;
	while (await waited(chain.live.blockSeconds, context.signal)) {
		const now = context.now();
		if (now <= newest) continue;
		const rate = chain.live.transactionsPerSecond * demandAt(chain, now);
		// Twice a random share of the mean: bursts and pauses, the same mean.
		owed += Math.min(rate, MOST_PER_SECOND) * chain.live.blockSeconds * 2 * random();
		const count = Math.floor(owed);
		try {
			wallet ??= await openWallet(chain, connection, random);
			const baseFee = baseFeeAt(chain, now);
			for (let sent = 0; sent < count; sent++) {
				const kind = random() < TOKEN_SHARE ? 'token' : 'plain';
				await connection.send([wallet.transaction(kind, baseFee)]);
				owed--;
			}
			await context.oracle?.writeUpTo(now);
			await connection.send(mineCalls(now, baseFee));
			newest = now;
		} catch (error) {
			if (context.signal.aborted) return;
			// The nonces that the wallet counted may be wrong now: ask the chain again.
			wallet = null;
			context.write(`${chain.name}: no block at ${now}: ${reasonOf(error)}`);
		}
	}
}

async function waited(secondsToWait: number, signal: AbortSignal): Promise<boolean> {
	try {
		await sleep(secondsToWait * 1_000, undefined, { signal });
		return true;
	} catch (error) {
		if (signal.aborted) return false;
		throw error;
	}
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
