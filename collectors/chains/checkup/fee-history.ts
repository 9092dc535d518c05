import { decodeReply } from '../../rpc/decode.ts';
import { isRpcError } from '../../rpc/errors.ts';
import type { RpcCall } from '../../rpc/json-rpc.ts';
import { parseFeeHistory, type FeeHistory } from '../../rpc/parse/eth.ts';
import { parseGasHeader, type GasHeader } from '../../rpc/parse/gas-header.ts';
import { replyAt } from '../reply-at.ts';
import type { Asker } from './asker.ts';

/** Whether the gas shares of `eth_feeHistory` are those of its blocks. */
export interface FeeHistoryCheck {
	/** `placeholder`: they contradict the headers. `unknown`: there is nothing to compare, or no answer. */
	readonly ratio: 'real' | 'placeholder' | 'unknown';
	readonly detail: string | null;
}

const BLOCKS_LOOKED_AT = 10;
/** Headers that are compared: the newest of those blocks that used gas. */
const BLOCKS_COMPARED = 3;
/** A share is a floating-point number, so the gas that it stands for may be off by this share. */
const ROUNDING = 1e-6;

/** Compare `gasUsedRatio` × gas limit with the gas used of the newest blocks. Rejects with the signal’s reason. */
export async function checkFeeHistory(
	asker: Asker,
	head: number,
	batchLimit: number
): Promise<FeeHistoryCheck> {
	const hex = (number: number): string => `0x${number.toString(16)}`;
	const count = Math.min(BLOCKS_LOOKED_AT, head + 1);
	const history: RpcCall = { method: 'eth_feeHistory', params: [hex(count), hex(head), []] };
	try {
		const { source } = asker;
		const told = decodeReply(
			replyAt(await asker.ask([history]), 0),
			history,
			source,
			parseFeeHistory
		);
		const newest = told.oldestBlock + told.gasUsedRatio.length - 1;
		const headers = told.gasUsedRatio.map((_, index): RpcCall => {
			const block = newest - index;
			const params = [hex(block), false];
			return { method: 'eth_getBlockByNumber', params, block };
		});
		const replies = await asker.askBy(batchLimit, headers);
		const blocks = headers.map((call, index) =>
			decodeReply(replyAt(replies, index), call, source, parseGasHeader)
		);
		return compare(told, blocks);
	} catch (error) {
		if (!isRpcError(error)) throw error;
		return { ratio: 'unknown', detail: error.detail };
	}
}

function compare(told: FeeHistory, newestFirst: readonly GasHeader[]): FeeHistoryCheck {
	const compared = newestFirst
		.filter(({ gasUsed }) => gasUsed > 0)
		.flatMap((block) => {
			const ratio = told.gasUsedRatio[block.number - told.oldestBlock];
			return ratio === undefined ? [] : [{ ...block, ratio }];
		})
		.slice(0, BLOCKS_COMPARED);
	if (compared.length === 0)
		return {
			ratio: 'unknown',
			detail: `none of the newest ${newestFirst.length} blocks used gas and is told of`
		};
	const wrong = compared.find(
		({ ratio, gasLimit, gasUsed }) =>
			Math.abs(ratio * gasLimit - gasUsed) > Math.max(1, gasUsed * ROUNDING)
	);
	if (!wrong) return { ratio: 'real', detail: null };
	const { number, ratio, gasUsed, gasLimit } = wrong;
	return {
		ratio: 'placeholder',
		detail: `of block ${number} it tells ${ratio}, and its header ${gasUsed} ÷ ${gasLimit} = ${gasUsed / gasLimit}`
	};
}
