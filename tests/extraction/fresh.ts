import { labelled, type LabelledSentence } from './labelled.ts';

/**
 * A second set, written and labelled after the grammar had met the held-out one: its sentences are built
 * like ones of published articles, which had no part in the grammar, with names and figures changed.
 */
export const FRESH: readonly LabelledSentence[] = [
	labelled(
		'The protocol’s lead said the network has reached a TPS as high as 500-600, with no issues.',
		['500-600', [500, 600], 'count']
	),
	labelled(
		'However, an analytics platform reported a real-time TPS of 31.4, with a maximum recorded TPS of 288.',
		['31.4', 31.4, 'count'],
		['288', 288, 'count']
	),
	labelled(
		'Average transactions per second peaked at 42 on April 11, surpassing Ethereum’s 13 TPS by more than double.',
		['42', 42, 'count'],
		['April 11', '--04-11', 'date'],
		['13 TPS', 13, 'tx/s'],
		['double', 2, '×']
	),
	labelled(
		'Around 55% of the chain’s reported 1,200 TPS were failed transactions.',
		['55%', 55, '%'],
		['1,200 TPS', 1200, 'tx/s']
	),
	labelled('Rollups are collectively processing 31.72 million gas units per second (Mgas/s).', [
		'31.72 million gas units per second',
		31_720_000,
		'gas/s'
	]),
	labelled(
		'The roadmap foresees sub-$0.01 fees, 150 millisecond confirmation times and ultimately 2 million transactions per second.',
		['$0.01', 0.01, 'USD'],
		['150 millisecond', 150, 'ms'],
		['2 million transactions per second', 2_000_000, 'tx/s']
	),
	labelled(
		'Gas throughput is to go up tenfold from 30 Mgas/s to 300 Mgas/s by year-end 2026.',
		['tenfold', 10, '×'],
		['30 Mgas/s', 30_000_000, 'gas/s'],
		['300 Mgas/s', 300_000_000, 'gas/s'],
		['year-end 2026', '2026', 'date']
	),
	labelled('This is half the block time of its rival, and comparable to newer Layer-1s.', [
		'half',
		0.5,
		'×'
	]),
	labelled(
		'On May 2, the chain saw a brief surge: nearly 900 transactions per second during a token launch.',
		['May 2', '--05-02', 'date'],
		['900 transactions per second', 900, 'tx/s']
	),
	labelled(
		'Its theoretical maximum is estimated at 1,351 TPS, its typical throughput at 120-140.',
		['1,351 TPS', 1351, 'tx/s'],
		['120-140', [120, 140], 'count']
	),
	labelled(
		'The launch brought in significantly more fees there ($55k vs $3k).',
		['$55k', 55_000, 'USD'],
		['$3k', 3000, 'USD']
	),
	labelled(
		'Last Tuesday’s average gas fee was a mere 4 Gwei, equivalent to $0.19.',
		['4 Gwei', 4, 'gwei'],
		['$0.19', 0.19, 'USD']
	),
	labelled('Eight out of the 10 cheapest hours for gas occurred in the past week.', [
		'Eight out of the 10',
		0.8,
		'1'
	]),
	labelled(
		'A year ago, median gas prices ranged between 18 to 25 Gwei.',
		['A year', 1, 'year'],
		['18 to 25 Gwei', [18, 25], 'gwei']
	),
	labelled(
		'It is the ninth-lowest single-day median in the past four years, and a level not seen since 2019.',
		['four years', 4, 'year'],
		['2019', '2019', 'date']
	),
	labelled(
		'The seven-day moving average cost of a transaction was $9.87 on February 8.',
		['seven-day', 604_800, 's'],
		['$9.87', 9.87, 'USD'],
		['February 8', '--02-08', 'date']
	),
	labelled(
		'Prices plummeted from 190 Gwei on January 12 to 38.4 on March 3.',
		['190 Gwei', 190, 'gwei'],
		['January 12', '--01-12', 'date'],
		['38.4', 38.4, 'count'],
		['March 3', '--03-03', 'date']
	),
	labelled(
		'Two marketplaces lost 71.3 percent and 29.8 percent, respectively, in the previous 30 days.',
		['Two', 2, 'count'],
		['71.3 percent', 71.3, '%'],
		['29.8 percent', 29.8, '%'],
		['30 days', 2_592_000, 's']
	),
	labelled(
		'The median gas fee was at 1.6 gwei and even went as low as 1.2 gwei before climbing to 1.8 gwei.',
		['1.6 gwei', 1.6, 'gwei'],
		['1.2 gwei', 1.2, 'gwei'],
		['1.8 gwei', 1.8, 'gwei']
	),
	labelled(
		'About five months ago users paid as high as 65 gwei per transaction.',
		['five months', 5, 'month'],
		['65 gwei', 65, 'gwei']
	),
	labelled(
		'ETH was trading at $2,480, down 1.9% in the past week and 2.7% in the past 24 hours.',
		['$2,480', 2480, 'USD'],
		['1.9%', 1.9, '%'],
		['2.7%', 2.7, '%'],
		['24 hours', 86_400, 's']
	),
	labelled('The number of large transactions (over $100,000) has plummeted.', [
		'$100,000',
		100_000,
		'USD'
	]),
	labelled(
		'Between February 2021 and April 2022, fees were $38 on average.',
		['February 2021', '2021-02', 'date'],
		['April 2022', '2022-04', 'date'],
		['$38', 38, 'USD']
	),
	labelled(
		'The highest fee, $187.4, was recorded on June 1st, 2022.',
		['$187.4', 187.4, 'USD'],
		['June 1st, 2022', '2022-06-01', 'date']
	),
	labelled('The founder proposed a call-data limit per block as a short-term solution.'),
	labelled(
		'Low-priority transactions, which take about 10 minutes, cost around 1 gwei or about eight cents.',
		['10 minutes', 600, 's'],
		['1 gwei', 1, 'gwei'],
		['eight cents', 0.08, 'USD']
	),
	labelled(
		'This marks a nearly 97% decrease from the year’s high of 79.5 gwei seen in March.',
		['97%', 97, '%'],
		['79.5 gwei', 79.5, 'gwei'],
		['March', '--03', 'date']
	),
	labelled(
		'The network processed over 104 million transactions in the past month, against 31 million on mainnet.',
		['104 million transactions', 104_000_000, 'count'],
		['31 million', 31_000_000, 'count']
	),
	labelled(
		'The amount of ETH burned dropped to 190 tokens on August 9, a 2024 low.',
		['190', 190, 'count'],
		['August 9', '--08-09', 'date'],
		['2024', '2024', 'date']
	),
	labelled('The Dencun upgrade brought nine Ethereum Improvement Proposals, among them EIP-4844.', [
		'nine',
		9,
		'count'
	]),
	labelled(
		'The chain makes a block every 400 milliseconds, and side chains can go as low as 150 milliseconds.',
		['400 milliseconds', 400, 'ms'],
		['150 milliseconds', 150, 'ms']
	),
	labelled(
		'A 400ms block time leads to 58% lower losses compared to a 3-second block time.',
		['400ms', 400, 'ms'],
		['58%', 58, '%'],
		['3-second', 3, 's']
	),
	labelled(
		'Flash blocks are streamed every 100ms, and each contains ~5% of a regular block’s transactions.',
		['100ms', 100, 'ms'],
		['5%', 5, '%']
	),
	labelled('We are making the network 5x faster, slated to go live this Summer.', ['5x', 5, '×']),
	labelled(
		'25th July 2025 – (London) The daily gas price fell to its lowest level since 2018.',
		['25th July 2025', '2025-07-25', 'date'],
		['2018', '2018', 'date']
	),
	labelled('Finality, when a transaction is fully confirmed, takes about 14 minutes.', [
		'14 minutes',
		840,
		's'
	]),
	labelled(
		'With 16.1 billion dollars locked, it is ahead of major rivals and holds almost 36% of the market.',
		['16.1 billion dollars', 16_100_000_000, 'USD'],
		['36%', 36, '%']
	),
	labelled('Users of the L3 need neither an ERC-20 token nor a Web3 wallet.'),
	labelled(
		'TVL reached a record high of $1.7 billion on April 9, a 240% increase since the beginning of the year.',
		['$1.7 billion', 1_700_000_000, 'USD'],
		['April 9', '--04-09', 'date'],
		['240%', 240, '%']
	),
	labelled(
		'Coins worth 0.0021 ETH, or $1.83, were enough; the last time this was so was in November, 2020.',
		['0.0021 ETH', 0.0021, 'ETH'],
		['$1.83', 1.83, 'USD'],
		['November, 2020', '2020-11', 'date']
	)
];
