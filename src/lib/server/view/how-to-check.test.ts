import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import { wei } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { addChain, at, chainOf, withStore } from '#lib/server/test-chain.ts';
import { howToCheck } from './how-to-check.ts';

/** A measurement of an hour of Ethereum or Era. */
async function measured(
	metric: MetricId,
	words: { chainId?: number; inDollars?: boolean; isPeak?: boolean } = {}
): Promise<Measurement> {
	const { chainId = 1, inDollars = false, isPeak = false } = words;
	return withStore(async (store) => {
		const blocks = chainOf(
			Array.from({ length: 400 }, (_, index) => ({
				timestamp: at(index * 12),
				txCount: index === 100 ? 9 : 1
			}))
		);
		await addChain(store, chainId, blocks, [
			{ blockNumber: 7, transactionIndex: 0, feeClass: 'native_transfer', fee: wei(21_000n) }
		]);
		return measure(
			store,
			{
				chain: chainById(chainId),
				metric,
				statistic: isPeak ? 'max' : 'mean',
				peakWindow: isPeak ? 'block' : null,
				window: { from: at(0), to: at(3_600) },
				baseWindow: null,
				zeroFees: 'included',
				inDollars
			},
			at(9_000),
			{ readingId: 'test', version: 1 }
		);
	});
}

/** What a command line sends, read by a shell, whose `curl` prints its last argument. */
function sentBy(command: string): unknown {
	const script = `curl() { for last; do :; done; printf %s "$last"; }; ${command}`;
	return JSON.parse(execFileSync('sh', ['-c', script], { encoding: 'utf8' }));
}

describe('how to check a measurement', () => {
	it('names it by its first digits, and asks for the block where a peak begins', async () => {
		const measurement = await measured('throughput.tx', { isPeak: true });
		const { command, reason, caveat, curl } = howToCheck(measurement);
		expect(command).toBe(`npm run -s claimgauge -- verify ${measurement.id?.slice(0, 12)}`);
		expect([reason, caveat]).toEqual([null, null]);
		expect(curl.map(({ chain_name, what }) => [chain_name, what])).toEqual([
			['Ethereum', 'block 101, where the peak begins: its time, transactions and gas']
		]);
		expect(sentBy(curl[0]!.command)).toEqual({
			jsonrpc: '2.0',
			id: 1,
			method: 'eth_getBlockByNumber',
			params: ['0x65', false]
		});
	});

	it('asks for receipts where fees were paid, and for the feed on its own chain', async () => {
		const { curl } = howToCheck(
			await measured('fee.native_transfer', { chainId: 324, inDollars: true })
		);
		expect(
			curl.map(({ chain, command }) => [chain, (sentBy(command) as { method: string }).method])
		).toEqual([
			[324, 'eth_getBlockByNumber'],
			[324, 'eth_getBlockReceipts'],
			[1, 'eth_call']
		]);
	});

	it('says why nothing can be read again, and what an equal value would not show', async () => {
		const check = howToCheck(await measured('endpoint.disagreement'));
		expect(check).toMatchObject({ command: null, curl: [] });
		expect(check.reason).toContain('no endpoint can be asked again what it said then');
		const nothing = howToCheck(await measured('finality.execute', { chainId: 324 }));
		expect(nothing.reason).toBe('it rests on no block: no batch of this window is collected');
		const finality = howToCheck({
			...(await measured('throughput.tx', { chainId: 324 })),
			metric: 'finality.execute',
			verifiable: 'self_reported'
		});
		expect(finality.curl.map(({ command }) => command).join()).toContain('zks_getL1BatchDetails');
		expect(finality.command).not.toBeNull();
		expect(finality.caveat).toContain('the operator’s own word');
		expect(finality.curl.at(-1)?.what).toContain('when each stage was seen');
		const fromL1 = howToCheck({
			...(await measured('throughput.tx', { chainId: 324 })),
			metric: 'throughput.l1_tx'
		});
		expect(fromL1.command).not.toBeNull();
		expect(fromL1.caveat).toBeNull();
		expect(fromL1.curl.at(-1)?.command).toContain('zks_getL1BatchDetails');
		expect(fromL1.curl.at(-1)?.what).toContain('l1TxCount is how many transactions came from L1');
	});
});
