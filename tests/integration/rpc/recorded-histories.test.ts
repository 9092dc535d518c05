import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { blobBaseFeeOf, childExcessBlobGas, ruleShown } from '#lib/domain/fork-rules.ts';
import { ETHEREUM_FORKS, type Fork } from '#lib/domain/forks.ts';
import { feeHistoryBlocks } from '../../../collectors/chains/history-jobs.ts';
import { parseForkConfig } from '../../../collectors/rpc/parse/fork-config.ts';
import { parseForkHeader } from '../../../collectors/rpc/parse/fork-header.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../shared/chain-data');
const isAbsent = !existsSync(FOLDER);

function load<File>(name: string): File {
	return JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as File;
}

interface RecordedHistory {
	readonly eip1559StepOk: boolean | null;
	readonly result: {
		readonly oldestBlock: string;
		readonly baseFeePerGas: readonly string[];
		readonly gasUsedRatio: readonly number[];
		readonly reward?: readonly (readonly string[])[];
		readonly baseFeePerBlobGas?: readonly string[];
	};
}
interface RecordedBlock {
	readonly eth_getBlockByNumber: Record<string, unknown> & {
		readonly transactions: readonly { readonly type: string; readonly maxFeePerBlobGas?: string }[];
	};
}

const forkOf = (name: string): Fork => ETHEREUM_FORKS.find((each) => each.name === name)!;
const fusaka = (number: number) =>
	load<RecordedBlock>(`ethereum/fusaka/block-${number}.json`).eth_getBlockByNumber;

describe.skipIf(isAbsent)('recorded fee histories', () => {
	test('are told block by block, and the base fees of Ethereum follow from each other', () => {
		const { items } = load<{ items: RecordedHistory[] }>('ethereum/fee-histories.json');
		let [told, followed, blobs, empty] = [0, 0, 0, 0];
		for (const { result, eip1559StepOk } of items) {
			if (!result.oldestBlock || !result.reward) continue;
			const from = Number(result.oldestBlock);
			const asked = { from, to: from + result.gasUsedRatio.length - 1 };
			const blocks = feeHistoryBlocks(result, asked);
			expect(blocks.map(({ number }) => number)).toEqual(
				result.gasUsedRatio.map((_, index) => from + index)
			);
			for (const [index, block] of blocks.entries()) {
				told += 1;
				expect(block.baseFee).toBe(BigInt(result.baseFeePerGas[index]!));
				if (block.gasUsedRatio === 0) empty += 1;
				expect(block.medianTip).toBe(
					block.gasUsedRatio === 0 ? null : BigInt(result.reward[index]![0]!)
				);
				const blob = BigInt(result.baseFeePerBlobGas?.[index] ?? 0);
				expect(block.blobBaseFee).toBe(blob === 0n ? null : blob);
				if (blob > 0n) blobs += 1;
				const next = result.baseFeePerGas[index + 1];
				if (!eip1559StepOk || next === undefined) continue;
				followed += 1;
				// EIP-1559: an eighth of how far the gas used is from half the limit.
				const step = 1 + (2 * block.gasUsedRatio - 1) / 8;
				expect(Number(next) / (Number(block.baseFee) * step)).toBeCloseTo(1, 6);
			}
			expect(() => feeHistoryBlocks(result, { from: from - 1, to: asked.to })).toThrow(
				/must begin \d+ blocks from/
			);
		}
		expect(told).toBeGreaterThan(20);
		expect(followed).toBeGreaterThan(10);
		expect(blobs).toBeGreaterThan(3);
		expect(empty).toBeGreaterThan(0);
	});
});

describe.skipIf(isAbsent)('recorded blocks after Fusaka', () => {
	const [parent, child, later] = isAbsent
		? []
		: [24_476_000, 24_476_001, 24_476_009].map((number) => parseForkHeader(fusaka(number)));

	test('show the second change of blob parameters, and no fork before it', () => {
		expect(child!.parentHash).toBe(parent!.hash);
		expect(childExcessBlobGas(parent!, forkOf('BPO2'))).toBe(child!.excessBlobGas);
		expect(ruleShown(forkOf('BPO2'), child!, parent!)).toBe(
			'its excessBlobGas 172204475 follows from block 24476000 under BPO2; under BPO1 it would be 171155899'
		);
		for (const name of ['BPO1', 'Osaka'])
			expect(ruleShown(forkOf(name), child!, parent!), name).toBeNull();
		// Fields that earlier forks brought are in both.
		for (const name of ['Shanghai', 'Cancun', 'Prague'])
			expect(ruleShown(forkOf(name), child!, parent!), name).toBeNull();
		const before = { ...parent!, hasRequests: false, excessBlobGas: null, hasWithdrawals: false };
		expect(ruleShown(forkOf('Prague'), child!, before)).toBe('it has a requestsHash');
		expect(ruleShown(forkOf('Cancun'), child!, before)).toBe('it has excessBlobGas');
		expect(ruleShown(forkOf('Shanghai'), child!, before)).toBe('it has a withdrawalsRoot');
	});

	test('have the blob base fee of e^(excess ÷ fraction) wei, which no blob’s sender was below', () => {
		let senders = 0;
		for (const header of [parent!, child!, later!]) {
			const { blobs } = forkOf('BPO2');
			const fee = blobBaseFeeOf(header.excessBlobGas!, blobs!);
			const exact = Math.exp(Number(header.excessBlobGas) / Number(blobs!.baseFeeUpdateFraction));
			expect(Number(fee) / exact).toBeCloseTo(1, 6);
			expect(fee).toBeGreaterThan(1_000_000n);
			for (const { maxFeePerBlobGas } of fusaka(header.number).transactions) {
				if (maxFeePerBlobGas === undefined) continue;
				senders += 1;
				expect(BigInt(maxFeePerBlobGas)).toBeGreaterThanOrEqual(fee);
			}
			// Under the fraction of BPO1 it would be more than senders offered.
			expect(blobBaseFeeOf(header.excessBlobGas!, forkOf('BPO1').blobs!)).toBeGreaterThan(
				fee * 100n
			);
		}
		expect(senders).toBeGreaterThan(2);
	});

	test('have a reserve price only where a blob costs less than its share of execution', () => {
		const cheap = { ...parent!, excessBlobGas: 10_000_000n, blobGasUsed: 21n * 131_072n };
		const { target, max } = forkOf('BPO2').blobs!;
		expect(childExcessBlobGas(cheap, forkOf('BPO2'))).toBe(
			10_000_000n + (cheap.blobGasUsed * BigInt(max - target)) / BigInt(max)
		);
		const dear = { ...cheap, baseFee: 0n as typeof cheap.baseFee };
		expect(childExcessBlobGas(dear, forkOf('BPO2'))).toBe(
			10_000_000n + cheap.blobGasUsed - BigInt(target) * 131_072n
		);
		const few = { ...cheap, excessBlobGas: 0n, blobGasUsed: 131_072n };
		expect(childExcessBlobGas(few, forkOf('BPO2'))).toBe(0n);
	});
});

describe('eth_config', () => {
	test('is read as EIP-7910 has it, each fork once', () => {
		const schedule = { baseFeeUpdateFraction: 5_007_716, max: 9, target: 6 };
		const fork = (activationTime: number, blobSchedule: unknown = schedule) => ({
			...{ activationTime, blobSchedule, chainId: '0x1', forkId: '0x0929e24e' },
			...{ precompiles: {}, systemContracts: {} }
		});
		const blobs = { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716n };
		const [osaka, next] = [1_764_798_551, 1_765_290_071];
		expect(parseForkConfig({ current: fork(osaka), next: fork(next), last: fork(next) })).toEqual([
			{ activatesAt: osaka, blobs },
			{ activatesAt: next, blobs }
		]);
		expect(parseForkConfig({ current: fork(osaka, null), next: null, last: null })).toEqual([
			{ activatesAt: osaka, blobs: null }
		]);
		expect(() => parseForkConfig({ current: { blobSchedule: schedule } })).toThrow(
			/"current.activationTime" is missing/
		);
	});
});
