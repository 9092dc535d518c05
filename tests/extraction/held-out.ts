import { labelled, type LabelledSentence } from './labelled.ts';

/**
 * Sentences in the manner of news about rollups, written and labelled before the grammar was, so that
 * it cannot have been made for them. They are made up: no figure here is a fact.
 *
 * What counts: figures with or without a unit, ranges, multiples, lengths of time, dates that place
 * something in time. What does not: names (Layer 2, EIP-4844, Devcon 7), versions, ordinals, “one” as
 * a pronoun, addresses, and years that are part of a name.
 */
export const HELD_OUT: readonly LabelledSentence[] = [
	labelled('Base processed 142 transactions per second on average last week.', [
		'142 transactions per second',
		142,
		'tx/s'
	]),
	labelled(
		'Arbitrum One’s sequencer peaked at nearly 1,100 TPS during the inscription craze of December 2023.',
		['1,100 TPS', 1100, 'tx/s'],
		['December 2023', '2023-12', 'date']
	),
	labelled(
		'Fees on Optimism fell by more than ninety percent within hours of the Dencun upgrade.',
		['ninety percent', 90, '%']
	),
	labelled(
		'A swap now costs between $0.02 and $0.05, down from $1.40 in early 2024.',
		['$0.02 and $0.05', [0.02, 0.05], 'USD'],
		['$1.40', 1.4, 'USD'],
		['early 2024', '2024', 'date']
	),
	labelled('Linea is a Layer 2 network built by Consensys.'),
	labelled('EIP-4844 introduced a separate fee market for blobs.'),
	labelled(
		'Total value locked on the network stands at $2.87 billion, according to the dashboard.',
		['$2.87 billion', 2_870_000_000, 'USD']
	),
	labelled(
		'Scroll finalized its batches in roughly 45 minutes instead of four hours.',
		['45 minutes', 2700, 's'],
		['four hours', 14_400, 's']
	),
	labelled(
		'The team promises sub-second confirmations of 200 to 300 ms by the end of 2026.',
		['200 to 300 ms', [200, 300], 'ms'],
		['end of 2026', '2026', 'date']
	),
	labelled('Geth v1.16.7 is mandatory for all node operators.'),
	labelled('On March 13, 2024, Dencun went live on Ethereum mainnet.', [
		'March 13, 2024',
		'2024-03-13',
		'date'
	]),
	labelled('The average gas price dropped to 0.4 gwei over the weekend.', [
		'0.4 gwei',
		0.4,
		'gwei'
	]),
	labelled(
		'Ether traded at $3,412.50 at press time, up 4.2% on the day.',
		['$3,412.50', 3412.5, 'USD'],
		['4.2%', 4.2, '%']
	),
	labelled('Web3 needs better wallets, not another slogan.'),
	labelled(
		'Validators must lock 32 ETH, and there are over one million of them.',
		['32 ETH', 32, 'ETH'],
		['one million', 1_000_000, 'count']
	),
	labelled(
		'The block gas limit was raised from 36 million to 45 million gas in July 2025.',
		['36 million', 36_000_000, 'gas'],
		['45 million gas', 45_000_000, 'gas'],
		['July 2025', '2025-07', 'date']
	),
	labelled('Throughput could increase tenfold once PeerDAS is fully deployed.', [
		'tenfold',
		10,
		'×'
	]),
	labelled(
		'Daily transactions more than doubled, reaching 12.4 million on 7 October.',
		['doubled', 2, '×'],
		['12.4 million', 12_400_000, 'count'],
		['7 October', '--10-07', 'date']
	),
	labelled('Polygon zkEVM never exceeded 15 TPS in production.', ['15 TPS', 15, 'tx/s']),
	labelled(
		'Blob capacity went from three to six blobs per block.',
		['three', 3, 'blob/block'],
		['six blobs per block', 6, 'blob/block']
	),
	labelled('Devcon 7 took place in Bangkok, and everybody was there.'),
	labelled(
		'Proof generation takes less than 12 seconds on a cluster of 16 GPUs.',
		['12 seconds', 12, 's'],
		['16', 16, 'count']
	),
	labelled(
		'The sequencer was down for about two and a half hours on 2025-09-10.',
		['two and a half hours', 9000, 's'],
		['2025-09-10', '2025-09-10', 'date']
	),
	labelled(
		'Starknet’s token lost a third of its value, sliding from $0.18 to $0.12.',
		['a third', 1 / 3, '×'],
		['$0.18', 0.18, 'USD'],
		['$0.12', 0.12, 'USD']
	),
	labelled('One of the largest exchanges has listed the token.'),
	labelled(
		'The company raised $458m in a round led by three venture funds.',
		['$458m', 458_000_000, 'USD'],
		['three', 3, 'count']
	),
	labelled(
		'Some 17,000 developers deployed contracts in the second quarter of 2025.',
		['17,000', 17_000, 'count'],
		['second quarter of 2025', '2025-Q2', 'date']
	),
	labelled(
		'Revenue rose 38 per cent in Q3 2025, to USD 12.6 million.',
		['38 per cent', 38, '%'],
		['Q3 2025', '2025-Q3', 'date'],
		['USD 12.6 million', 12_600_000, 'USD']
	),
	labelled('ERC-20 and ERC-721 tokens can be bridged without a wrapper.'),
	labelled(
		'Transfers settle in 2 s, and fees stay below one cent.',
		['2 s', 2, 's'],
		['one cent', 0.01, 'USD']
	),
	labelled('The rollup’s mean block time is 1.8–2.2 seconds.', [
		'1.8–2.2 seconds',
		[1.8, 2.2],
		's'
	]),
	labelled('It takes seven days to withdraw to Ethereum through the canonical bridge.', [
		'seven days',
		604_800,
		's'
	]),
	labelled(
		'Rollups posted an average of 21,000 blobs a day in November.',
		['21,000 blobs a day', 21_000, 'blob/d'],
		['November', '--11', 'date']
	),
	labelled('The chain sustained 1.5 Ggas/s in a devnet benchmark.', [
		'1.5 Ggas/s',
		1_500_000_000,
		'gas/s'
	]),
	labelled(
		'Gas usage per block averaged 18.2M, just above half of the limit.',
		['18.2M', 18_200_000, 'count'],
		['half', 0.5, '×']
	),
	labelled('Phase 2 of the roadmap is a different matter.'),
	labelled(
		'Since January 2021, more than 250 projects have migrated.',
		['January 2021', '2021-01', 'date'],
		['250', 250, 'count']
	),
	labelled(
		'Ethereum’s base fee has hovered around 1–3 gwei since the Pectra fork on 7 May 2025.',
		['1–3 gwei', [1, 3], 'gwei'],
		['7 May 2025', '2025-05-07', 'date']
	),
	labelled('Coinbase’s network handles up to 4x the traffic of its nearest rival.', ['4x', 4, '×']),
	labelled('The contract at 0x32400084C286CF3E17e7B677ea9583e60a000324 holds the funds.'),
	labelled(
		'A plain transfer costs 21,000 gas, or $0.0007 at current prices.',
		['21,000 gas', 21_000, 'gas'],
		['$0.0007', 0.0007, 'USD']
	),
	labelled(
		'Unichain targets one-second blocks with 250-millisecond flashblocks.',
		['one-second', 1, 's'],
		['250-millisecond', 250, 'ms']
	),
	labelled(
		'Trading volume hit $1.2 trillion in 2025, a 115% increase year over year.',
		['$1.2 trillion', 1_200_000_000_000, 'USD'],
		['2025', '2025', 'date'],
		['115%', 115, '%']
	),
	labelled('Neither of the upgrades changes the 12-second slot.', ['12-second', 12, 's']),
	labelled(
		'By 2030, analysts expect fifty thousand transactions per second across all rollups.',
		['2030', '2030', 'date'],
		['fifty thousand transactions per second', 50_000, 'tx/s']
	),
	labelled('Users paid €0.03 per transaction, not the advertised fraction of a cent.', [
		'€0.03 per transaction',
		0.03,
		'EUR/tx'
	]),
	labelled(
		'The DAO approved the proposal with 98.7% of votes, 62.1 million tokens in total.',
		['98.7%', 98.7, '%'],
		['62.1 million', 62_100_000, 'count']
	),
	labelled('ZK Stack chains such as Sophon and Lens share a single bridge.'),
	labelled(
		'Stablecoin supply on the chain grew by $640M to $4.1B in under six months.',
		['$640M', 640_000_000, 'USD'],
		['$4.1B', 4_100_000_000, 'USD'],
		['six months', 6, 'month']
	),
	labelled('Latency is at most 100ms for 95% of requests.', ['100ms', 100, 'ms'], ['95%', 95, '%']),
	labelled(
		'The exploit drained 3,600 ETH (about $9.7 million) in eleven minutes.',
		['3,600 ETH', 3600, 'ETH'],
		['$9.7 million', 9_700_000, 'USD'],
		['eleven minutes', 660, 's']
	),
	labelled(
		'Fees were cut in half in Oct. 2025, then by another 20–30% in November 2025.',
		['half', 0.5, '×'],
		['Oct. 2025', '2025-10', 'date'],
		['20–30%', [20, 30], '%'],
		['November 2025', '2025-11', 'date']
	),
	labelled('The first and second testnets were shut down for lack of interest.'),
	labelled('No rollup has yet carried 10K TPS outside a laboratory.', ['10K TPS', 10_000, 'tx/s']),
	labelled(
		'Mantle distributes 8 million user operations per day over 40 sequencer nodes.',
		['8 million user operations per day', 8_000_000, 'op/d'],
		['40', 40, 'count']
	),
	labelled(
		'Its market share slipped 2.5 percentage points to 11 percent.',
		['2.5 percentage points', 2.5, 'pp'],
		['11 percent', 11, '%']
	),
	labelled(
		'The upgrade, scheduled for 3 December 2025 at 21:49 UTC, raises the limit to 60M gas.',
		['3 December 2025', '2025-12-03', 'date'],
		['60M gas', 60_000_000, 'gas']
	),
	labelled(
		'Four in five transactions came from bots, a 2024 study found.',
		['Four in five', 0.8, '1'],
		['2024', '2024', 'date']
	),
	labelled('Support is available 24/7 through Discord and Telegram.'),
	labelled(
		'The fee of 0.00002 ETH per transfer is three times lower than before.',
		['0.00002 ETH per transfer', 0.00002, 'ETH/tx'],
		['three times', 3, '×']
	),
	labelled('At $0.00, the listed fee was a display error.', ['$0.00', 0, 'USD']),
	labelled(
		'The network counts 1.3 million daily active addresses, against 900,000 a year ago.',
		['1.3 million', 1_300_000, 'count'],
		['900,000', 900_000, 'count'],
		['a year', 1, 'year']
	),
	labelled(
		'Withdrawals that used to take twenty-four hours now finish in 15 to 20 minutes.',
		['twenty-four hours', 86_400, 's'],
		['15 to 20 minutes', [900, 1200], 's']
	),
	labelled('ZKsync Lite was the first version; ZKsync 2.0 became Era.'),
	labelled(
		'Each blob holds 128 KB, so six of them carry 768 KB.',
		['128 KB', 128, 'KB'],
		['six', 6, 'count'],
		['768 KB', 768, 'KB']
	),
	labelled(
		'Activity quadrupled between 2021 and 2023 but has since fallen 12-fold.',
		['quadrupled', 4, '×'],
		['2021', '2021', 'date'],
		['2023', '2023', 'date'],
		['12-fold', 12, '×']
	)
];
