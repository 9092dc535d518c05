/** How large answers are, in bytes without compression: the fixed part, and what each transaction of the block adds. */
interface AnswerSize {
	readonly fixed: number;
	readonly perTx: number;
}

interface RequestKind {
	readonly method: string;
	readonly does: string;
	/**
	 * Fitted to blocks of 28.5 and of 171 transactions, as the replay server of `npm run bench` makes them; sizes of
	 * what holds no transactions are estimates to within half.
	 */
	readonly answer: AnswerSize;
	/** Calls in one request at most, whatever the endpoint takes: longer answers gain nothing. */
	readonly mostCalls: number;
}

const HEADER: AnswerSize = { fixed: 1_440, perTx: 69 };
const BLOCK: AnswerSize = { fixed: 4_400, perTx: 1_250 };
const RECEIPTS: AnswerSize = { fixed: 16_200, perTx: 1_610 };
const small = (fixed: number): AnswerSize => ({ fixed, perTx: 0 });
const MOST_CALLS = 500;
const MOST_CALLS_OF_RECEIPTS = 32;

/** Every kind of request that a plan may hold. One of `feeHistory` tells of 1,024 blocks. */
export const REQUEST_KINDS = {
	head: {
		method: 'eth_getBlockByNumber',
		does: 'newest and finalized block',
		answer: HEADER,
		mostCalls: MOST_CALLS
	},
	edges: {
		method: 'eth_getBlockByNumber',
		does: 'header at each full hour',
		answer: HEADER,
		mostCalls: MOST_CALLS
	},
	feeHistory: {
		method: 'eth_feeHistory',
		does: 'base fees, 1,024 blocks a call',
		answer: small(45 * 1_024),
		mostCalls: 1
	},
	gasLimits: {
		method: 'eth_getBlockByNumber',
		does: 'headers for gas limits, between which they cannot drift far',
		answer: HEADER,
		mostCalls: MOST_CALLS
	},
	counts: {
		method: 'eth_getBlockTransactionCountByNumber',
		does: 'count of every block',
		answer: small(43),
		mostCalls: MOST_CALLS
	},
	countSample: {
		method: 'eth_getBlockTransactionCountByNumber',
		does: 'counts of sampled blocks',
		answer: small(43),
		mostCalls: MOST_CALLS
	},
	headers: {
		method: 'eth_getBlockByNumber',
		does: 'header and hashes of every block',
		answer: HEADER,
		mostCalls: MOST_CALLS
	},
	headerSample: {
		method: 'eth_getBlockByNumber',
		does: 'headers and hashes of sampled blocks',
		answer: HEADER,
		mostCalls: MOST_CALLS
	},
	blocks: {
		method: 'eth_getBlockByNumber',
		does: 'every block with its transactions',
		answer: BLOCK,
		mostCalls: MOST_CALLS
	},
	blockSample: {
		method: 'eth_getBlockByNumber',
		does: 'sampled blocks with their transactions',
		answer: BLOCK,
		mostCalls: MOST_CALLS
	},
	receipts: {
		method: 'eth_getBlockReceipts',
		does: 'receipts of every block',
		answer: RECEIPTS,
		mostCalls: MOST_CALLS_OF_RECEIPTS
	},
	receiptSample: {
		method: 'eth_getBlockReceipts',
		does: 'receipts of sampled blocks',
		answer: RECEIPTS,
		mostCalls: MOST_CALLS_OF_RECEIPTS
	},
	receiptBlockSample: {
		method: 'eth_getBlockByNumber',
		does: 'the blocks of those receipts, with their transactions',
		answer: BLOCK,
		mostCalls: MOST_CALLS_OF_RECEIPTS
	},
	batches: {
		method: 'zks_getL1BatchDetails',
		does: 'every executed batch',
		answer: small(1_300),
		mostCalls: MOST_CALLS
	},
	batchRanges: {
		method: 'zks_getL1BatchBlockRange',
		does: 'blocks of every second batch: those of the others end and begin beside them',
		answer: small(70),
		mostCalls: MOST_CALLS
	},
	batchEnds: {
		method: 'eth_getBlockByNumber',
		does: 'header of each batch’s last block',
		answer: HEADER,
		mostCalls: MOST_CALLS
	},
	batchRangeSample: {
		method: 'zks_getL1BatchBlockRange',
		does: 'blocks of sampled batches',
		answer: small(70),
		mostCalls: MOST_CALLS
	},
	batchEndSample: {
		method: 'eth_getBlockByNumber',
		does: 'header of the last block of sampled batches',
		answer: HEADER,
		mostCalls: MOST_CALLS
	},
	settlementContract: {
		method: 'eth_call',
		does: 'the contract that settles it, asked of Ethereum',
		answer: small(110),
		mostCalls: MOST_CALLS
	},
	settlementLogs: {
		method: 'eth_getLogs',
		does: 'what that contract told, asked of Ethereum',
		answer: small(6_000),
		mostCalls: 1
	},
	settlementHeaders: {
		method: 'eth_getBlockByNumber',
		does: 'headers of the blocks of Ethereum that hold it',
		answer: small(13_700),
		mostCalls: MOST_CALLS
	},
	settlementReceipts: {
		method: 'eth_getTransactionReceipt',
		does: 'receipts of the three transactions of each batch, asked of Ethereum',
		answer: small(6_000),
		mostCalls: MOST_CALLS
	},
	forks: {
		method: 'eth_config',
		does: 'blob schedules that nodes know; first blocks of forks are found once',
		answer: small(1_500),
		mostCalls: 1
	},
	rounds: {
		method: 'eth_call',
		does: 'newest round of each price feed',
		answer: small(400),
		mostCalls: MOST_CALLS
	},
	observations: {
		method: 'eth_call',
		does: 'fixed questions to contracts and to the EVM, once an hour or a day',
		answer: small(160),
		mostCalls: MOST_CALLS
	},
	comparison: {
		method: 'eth_getBlockByNumber',
		does: 'three stored blocks a minute, read again from every endpoint',
		answer: HEADER,
		mostCalls: MOST_CALLS
	}
} as const satisfies Record<string, RequestKind>;

export type RequestName = keyof typeof REQUEST_KINDS;

/** So many calls of one kind in an hour. */
export interface PlannedRequest {
	readonly name: RequestName;
	readonly calls: number;
	/** Null where the size of its answers is not known. */
	readonly bytes: number | null;
}

/** `calls` of a kind, rounded up. `txPerBlock` is null where it is not known. */
export function request(
	name: RequestName,
	calls: number,
	txPerBlock: number | null
): PlannedRequest {
	const whole = Math.ceil(calls);
	const { fixed, perTx } = REQUEST_KINDS[name].answer;
	const size = perTx === 0 ? fixed : txPerBlock === null ? null : fixed + perTx * txPerBlock;
	return { name, calls: whole, bytes: size === null ? null : Math.round(whole * size) };
}
