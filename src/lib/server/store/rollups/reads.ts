import type { Kysely } from 'kysely';
import { unixSeconds } from '#lib/domain/units.ts';
import { FEE_CLASS_CODES, HISTOGRAM_CODES, QUANTITY_CODES } from '../codes.ts';
import type { RollupReads } from '../ports/rollups.ts';
import type { Tables } from '../tables.ts';
import { exactText, joinWei } from '../wide-integers.ts';

/** The reads of hourly rollups. */
export function rollupReads(db: Kysely<Tables>): RollupReads {
	return {
		async getBlockHours(chainId, window) {
			const rows = await db
				.selectFrom('block_hour')
				.select(['hour', 'blocks', 'tx', 'user_tx', 'first_block', 'last_block'])
				.select(exactText('gas').as('gas'))
				.where('chain_id', '=', chainId)
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				blocks: Number(row.blocks),
				tx: Number(row.tx),
				userTx: Number(row.user_tx),
				gas: BigInt(row.gas),
				firstBlock: Number(row.first_block),
				lastBlock: Number(row.last_block)
			}));
		},
		async getFullnessHours(chainId, window) {
			const rows = await db
				.selectFrom('fullness_hour')
				.select(['hour', 'blocks', 'gas_limit'])
				.select(exactText('gas_used').as('gas_used'))
				.where('chain_id', '=', chainId)
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				blocks: Number(row.blocks),
				gasUsed: BigInt(row.gas_used),
				gasLimit: BigInt(row.gas_limit)
			}));
		},
		async getPeakHours(chainId, window, quantity, windowSeconds) {
			const rows = await db
				.selectFrom('peak_hour')
				.select(['hour', 'value', 'at', 'block'])
				.where('chain_id', '=', chainId)
				.where('quantity', '=', QUANTITY_CODES[quantity])
				.where('window_seconds', '=', windowSeconds)
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				quantity,
				windowSeconds,
				value: Number(row.value),
				at: unixSeconds(Number(row.at)),
				block: Number(row.block)
			}));
		},
		async getHistogram(chainId, window, histogram) {
			const rows = await db
				.selectFrom('histogram_hour')
				.select(['hour', 'bucket', 'count'])
				.where('chain_id', '=', chainId)
				.where('class', '=', HISTOGRAM_CODES[histogram])
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.orderBy('bucket')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				bucket: Number(row.bucket),
				count: Number(row.count)
			}));
		},
		async getFeeHours(chainId, window, feeClass) {
			const rows = await db
				.selectFrom('fee_hour')
				.select(['hour', 'count', 'zero', 'sum_wei_rest'])
				.select(exactText('sum_gwei').as('sum_gwei'))
				.where('chain_id', '=', chainId)
				.where('fee_class', '=', FEE_CLASS_CODES[feeClass])
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				feeClass,
				count: Number(row.count),
				zero: Number(row.zero),
				sum: joinWei(row.sum_gwei, Number(row.sum_wei_rest))
			}));
		}
	};
}
