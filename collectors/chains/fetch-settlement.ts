import type { BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import type {
	SettlementFacts,
	SettlementRevert,
	SettlementStep,
	SettlementTransaction
} from '#lib/domain/settlement.ts';
import type { Job } from '../rpc/endpoint-pool.ts';
import { isRpcError, rpcError, type RpcFailureKind } from '../rpc/errors.ts';
import type { L1Receipt } from '../rpc/parse/settlement.ts';
import type { FamilyReader } from './family.ts';
import { blockJob } from './block-jobs.ts';
import {
	eventsJob,
	inputLengthsJob,
	receiptsJob,
	type MinedTransaction,
	type ToldEvent
} from './settlement-jobs.ts';

/** Does a job and gives the values of all its pieces. Rejects with RpcError where one could not be had. */
type DoJob = <Value>(job: Job<Value>) => Promise<Value[]>;

/** Blocks whose logs are asked for in one call at most: as many as the servers of most public endpoints allow. */
const MOST_BLOCKS = 10_000;
/** Failures after which a shorter range may be answered, and those that say that the range was too long. */
const TOO_LONG: readonly RpcFailureKind[] = ['range_too_long', 'bad_params'];
const MAYBE_TOO_LONG: readonly RpcFailureKind[] = [
	...TOO_LONG,
	'rpc_error',
	'timeout',
	'batch_too_large',
	'body_too_large'
];

/**
 * Reads what diamonds told in ranges of L1 blocks. A range whose logs are refused is asked for in halves, and what was
 * learned of the longest range is kept.
 */
export function createSettlementReader(
	doJob: DoJob,
	family: FamilyReader
): (diamond: string, range: BlockRange) => Promise<SettlementFacts> {
	let length = MOST_BLOCKS;
	let isBound = false;

	async function eventsOf(diamond: string, range: BlockRange): Promise<ToldEvent[]> {
		const events: ToldEvent[] = [];
		for (let from = range.from; from <= range.to;) {
			const part = { from, to: Math.min(range.to, from + length - 1) };
			const asked = part.to - part.from + 1;
			try {
				const [found] = await doJob(eventsJob(diamond, part));
				events.push(...(found ?? []));
				from = part.to + 1;
				if (!isBound && asked === length) length = Math.min(MOST_BLOCKS, length * 2);
			} catch (error) {
				if (!isRpcError(error) || asked === 1 || !MAYBE_TOO_LONG.includes(error.kind)) throw error;
				isBound ||= TOO_LONG.includes(error.kind);
				length = Math.ceil(asked / 2);
			}
		}
		return events;
	}

	return async (diamond, range) => {
		const events = await eventsOf(diamond, range);
		const headers = await headersOf(doJob, family, range, events);
		const told = [...new Map(events.map((each) => [each.log.transactionHash, each])).values()];
		const transactions = told.map(({ log }) => ({
			hash: log.transactionHash,
			blockHash: log.blockHash
		}));
		const receipts = await doJob(receiptsJob(transactions));
		const inputs = await inputsOf(doJob, events, receipts);
		const [first, last] = [headerAt(headers, range.from), headerAt(headers, range.to)];
		return {
			range: {
				...range,
				...{ fromTime: first.timestamp, toTime: last.timestamp },
				...{ fromHash: first.hash, toHash: last.hash }
			},
			steps: events.flatMap((each) => stepsOf(each, headers)),
			reverts: events.flatMap(revertOf),
			transactions: receipts.map((receipt) => transactionOf(receipt, events, inputs))
		};
	};
}

type Headers = ReadonlyMap<number, BlockFact>;

/** The headers of both ends and of each block with an event, which must be the block that the event names. */
async function headersOf(
	doJob: DoJob,
	family: FamilyReader,
	{ from, to }: BlockRange,
	events: readonly ToldEvent[]
): Promise<Headers> {
	const numbers = new Set([from, to, ...events.map(({ log }) => log.blockNumber)]);
	const blocks = await doJob(blockJob([...numbers], family));
	const headers = new Map(blocks.map((block) => [block.number, block]));
	for (const { log } of events) {
		const { hash } = headerAt(headers, log.blockNumber);
		if (hash === log.blockHash) continue;
		const detail = `a log names block ${log.blockHash}, and the header is ${hash}`;
		throw rpcError({
			...{ kind: 'bad_answer', host: 'its endpoints', method: 'eth_getLogs' },
			...{ input: `block ${log.blockNumber}`, detail }
		});
	}
	return headers;
}

function headerAt(headers: Headers, number: number): BlockFact {
	const header = headers.get(number);
	if (!header) throw new Error(`the header of block ${number} was not read`);
	return header;
}

/** Of commits without blobs the length of their calldata, by transaction. */
async function inputsOf(
	doJob: DoJob,
	events: readonly ToldEvent[],
	receipts: readonly L1Receipt[]
): Promise<ReadonlyMap<string, number>> {
	const withBlobs = new Set(
		receipts.filter(({ blobGasUsed }) => blobGasUsed).map((each) => each.transactionHash)
	);
	const plain = new Map<string, MinedTransaction>();
	for (const { event, log } of events)
		if (event.stage === 'commit' && !withBlobs.has(log.transactionHash))
			plain.set(log.transactionHash, { hash: log.transactionHash, blockHash: log.blockHash });
	const lengths = await doJob(inputLengthsJob([...plain.values()]));
	return new Map([...plain.keys()].map((hash, index) => [hash, lengths[index] as number]));
}

function stepsOf({ event, log }: ToldEvent, headers: Headers): SettlementStep[] {
	if (event.stage === null) return [];
	const { stage, batches } = event;
	return Array.from({ length: batches.to - batches.from + 1 }, (_, index) => ({
		batch: batches.from + index,
		stage,
		l1Block: log.blockNumber,
		logIndex: log.logIndex,
		at: headerAt(headers, log.blockNumber).timestamp,
		txHash: log.transactionHash
	}));
}

function revertOf({ event, log }: ToldEvent): SettlementRevert[] {
	if (event.stage !== null) return [];
	const { committed, proven } = event;
	return [{ l1Block: log.blockNumber, logIndex: log.logIndex, committed, proven }];
}

function transactionOf(
	receipt: L1Receipt,
	events: readonly ToldEvent[],
	inputs: ReadonlyMap<string, number>
): SettlementTransaction {
	const of = events.filter(({ log }) => log.transactionHash === receipt.transactionHash);
	const countOf = (isCounted: (stage: string) => boolean): number =>
		of.reduce(
			(sum, { event }) =>
				event.stage !== null && isCounted(event.stage)
					? sum + event.batches.to - event.batches.from + 1
					: sum,
			0
		);
	return {
		hash: receipt.transactionHash,
		l1Block: receipt.blockNumber,
		gasUsed: receipt.gasUsed,
		gasPrice: receipt.effectiveGasPrice,
		blobGasUsed: receipt.blobGasUsed ?? 0,
		blobGasPrice: receipt.blobGasUsed ? receipt.blobGasPrice : null,
		inputBytes: inputs.get(receipt.transactionHash) ?? null,
		steps: countOf(() => true),
		commits: countOf((stage) => stage === 'commit')
	};
}
