import type { MetricId } from '../metrics/registry.ts';
import type { Unit } from '../units.ts';

export type Peer = 'L2BEAT' | 'growthepie' | 'Blockscout' | 'Chainspect';

/** A figure that a peer has published, as it was quoted. It is theirs: nothing here was measured by us. */
export interface PeerFigure {
	/** As printed. */
	readonly printed: string;
	/** In `unit`. */
	readonly value: number;
	readonly unit: Unit;
	/** The UTC day that it is about, or was quoted on. */
	readonly date: string;
	/** Of which chains; null where it sums up all that the peer tracks. */
	readonly chainId: number | null;
	readonly what: string;
	readonly source: string;
}

/** What a peer publishes that is nearest to one of our metrics, and why the two differ. */
export interface PeerMetric {
	readonly peer: Peer;
	/** Ours. */
	readonly metrics: readonly MetricId[];
	/** What it is called there. */
	readonly name: string;
	/** How it is computed there. */
	readonly definition: string;
	/** Why it and ours differ where both are right. */
	readonly difference: string;
	readonly source: string;
	readonly figures: readonly PeerFigure[];
}

/** Every metric of a peer that is set beside one of ours. */
export const PEER_METRICS: readonly PeerMetric[] = [
	{
		peer: 'L2BEAT',
		metrics: ['throughput.tx', 'throughput.user_tx'],
		name: 'TPS',
		definition:
			'transactions of a UTC day ÷ 86,400, less a fixed number of the chain’s own a block where it makes some; the highest is of a day',
		difference:
			'a whole day against our windows: a peak of ours over a minute or an hour is higher. The chain’s own transactions are left out by a number a block, here by their type, so messages from L1 count there and not in ours of users',
		source: 'l2beat/l2beat packages/backend/src/modules/activity',
		figures: [
			{
				printed: '62.07 TPS',
				value: 62.07,
				unit: 'tx/s',
				date: '2023-12-16',
				chainId: 324,
				what: 'mean of the day, when inscriptions were made',
				source: 'L2BEAT, as quoted in press (blockfer, cryptoflexs)'
			}
		]
	},
	{
		peer: 'L2BEAT',
		metrics: ['throughput.user_ops'],
		name: 'UOPS',
		definition:
			'user operations of a UTC day ÷ 86,400: each transaction counts once, or as many times as it bundles others (ERC-4337, Safe, batches of EIP-7702 accounts, Multicall3)',
		difference:
			'which bundlers are opened decides the number; a day against our windows, as for its TPS',
		source: 'l2beat/l2beat packages/shared/src/uops',
		figures: [
			{
				printed: 'about 22,000 user operations a day',
				value: 22_000 / 86_400,
				unit: 'op/s',
				date: '2025-12-08',
				chainId: 324,
				what: 'a typical day of December 2025',
				source: 'L2BEAT, as quoted by Cointelegraph on 2025-12-08'
			}
		]
	},
	{
		peer: 'growthepie',
		metrics: ['throughput.tx', 'throughput.user_tx'],
		name: 'transaction count',
		definition:
			'transactions of a UTC day whose gas price is above 0; on Ethereum and ZKsync Era all transactions. TPS is that ÷ 86,400',
		difference:
			'the gas price tells the chain’s own transactions apart there, their type here. On Ethereum and Era it is the same count as our throughput.tx; on the OP Stack, Arbitrum, Base, Linea and Scroll it is nearer to ours of users, but leaves out users’ transactions that pay nothing',
		source:
			'growthepie/gtp-backend backend/src/queries/postgres/chain_metrics/select_txcount.sql.j2',
		figures: []
	},
	{
		peer: 'growthepie',
		metrics: ['throughput.tx', 'throughput.user_tx'],
		name: 'real-time TPS',
		definition:
			'over the last three blocks that a poll met, with blocks that it missed filled in by the mean of their neighbours; the record is the highest of those samples, also summed over all chains',
		difference:
			'a sample of seconds, in part filled in, against windows of which every block was read; and a sum over many chains is not the rate of one',
		source: 'growthepie/gtp-backend backend/src/realtime/rpc_agg.py',
		figures: [
			{
				printed: '24,192 TPS',
				value: 24_192,
				unit: 'tx/s',
				date: '2025-11-05',
				chainId: null,
				what: 'their sum, Lighter with about 4,000 among them; on 5 or 6 November',
				source: 'growthepie, as quoted in press'
			}
		]
	},
	{
		peer: 'growthepie',
		metrics: ['fee.any', 'fee.native_transfer', 'fee.erc20_transfer'],
		name: 'median transaction cost',
		definition: 'interpolated median of the fees of a UTC day that are above 0, of all kinds',
		difference:
			'transactions of all kinds against one kind that is told by calldata and logs; those that cost nothing are left out there, and counted here unless asked otherwise',
		source:
			'growthepie/gtp-backend backend/src/queries/postgres/chain_metrics/select_txcosts_median.sql.j2',
		figures: []
	},
	{
		peer: 'Blockscout',
		metrics: ['block.interval'],
		name: 'average block time',
		definition: 'mean over 100 blocks, of which the newest 100 are skipped',
		difference:
			'a mean of some minutes against the distribution over days, in which idle time and slow blocks can be told apart',
		source:
			'blockscout/blockscout-rs stats/stats/src/charts/counters/blockscout_instance/average_block_time.rs',
		figures: []
	},
	{
		peer: 'Chainspect',
		metrics: ['throughput.tx', 'throughput.user_tx'],
		name: 'real-time and max recorded TPS',
		definition:
			'over a short rolling window whose length is not published; failed transactions count, the chain’s own do not',
		difference: 'without the length of the window a record cannot be set beside one that states it',
		source: 'chainspect.app/blog/transactions-per-second-tps',
		figures: []
	},
	{
		peer: 'Chainspect',
		metrics: ['capacity.gas_ceiling'],
		name: 'max theoretical TPS',
		definition: 'gas limit of a block ÷ 21,000 ÷ block time',
		difference:
			'the same formula, applied to chains too whose gas limit is a constant that bounds nothing, or whose blocks have no fixed pace; there ours is refused',
		source: 'chainspect.app/blog/transactions-per-second-tps',
		figures: []
	}
];

/** What peers publish beside a metric on these chains, with the figures that are of one of them or of all chains. */
export function peersBeside(metric: MetricId, chainIds: readonly number[]): PeerMetric[] {
	return PEER_METRICS.filter(({ metrics }) => metrics.includes(metric)).map((peer) => ({
		...peer,
		figures: peer.figures.filter(({ chainId }) => chainId === null || chainIds.includes(chainId))
	}));
}
