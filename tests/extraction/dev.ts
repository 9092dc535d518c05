import { labelled, type LabelledSentence } from './labelled.ts';

/** Sentences that the grammar is worked on with, made up like the held-out ones. They say nothing of how good it is. */
export const DEV: readonly LabelledSentence[] = [
	labelled(
		'The testnet reached 2,400 TPS in May.',
		['2,400 TPS', 2400, 'tx/s'],
		['May', '--05', 'date']
	),
	labelled('You may bridge up to 5 ETH at once.', ['5 ETH', 5, 'ETH']),
	labelled('Layer 1 and Layer 2 share the same wallets, v2.1 says.'),
	labelled('Costs fell by a quarter of their former level.', ['a quarter', 0.25, '×']),
	labelled(
		'Nine out of ten users pay less than 3 cents.',
		['Nine out of ten', 0.9, '1'],
		['3 cents', 0.03, 'USD']
	),
	labelled('ZK-proofs, zero-knowledge or not, need a one-time setup.'),
	labelled(
		'It moved $1.5–2 billion between 2022 and 2024.',
		['$1.5–2 billion', [1.5e9, 2e9], 'USD'],
		['2022', '2022', 'date'],
		['2024', '2024', 'date']
	),
	labelled('The cost per transfer is $0.0001 per transfer.', [
		'$0.0001 per transfer',
		0.0001,
		'USD/tx'
	]),
	labelled(
		'The limit rose from 15 to 30 million gas.',
		['15', 15e6, 'gas'],
		['30 million gas', 30e6, 'gas']
	),
	labelled('An hour-long outage began on January 5th, 2026.', [
		'January 5th, 2026',
		'2026-01-05',
		'date'
	]),
	labelled('It is 10x cheaper and three times faster.', ['10x', 10, '×'], ['three times', 3, '×']),
	labelled('Token2049 and Devconnect 2025 were crowded.'),
	labelled(
		'Twenty-one operators run half a million nodes.',
		['Twenty-one', 21, 'count'],
		['half a million', 500_000, 'count']
	),
	labelled(
		'The 30-day average is 1.2 Mgas/s.',
		['30-day', 2_592_000, 's'],
		['1.2 Mgas/s', 1.2e6, 'gas/s']
	),
	labelled('RISC-V, EIP-7702 and ERC-4337 are standards.'),
	labelled(
		'It cost 25 basis points, not two percentage points.',
		['25 basis points', 0.25, '%'],
		['two percentage points', 2, 'pp']
	),
	labelled(
		'In the first half of 2025 about 120 chains used it.',
		['first half of 2025', '2025-H1', 'date'],
		['120', 120, 'count']
	),
	labelled('The median fee was below 0.05 gwei.', ['0.05 gwei', 0.05, 'gwei']),
	labelled(
		'Finality takes 13 minutes, or two epochs.',
		['13 minutes', 780, 's'],
		['two', 2, 'count']
	),
	labelled(
		'Fees of 2–4 cents are common since early 2026.',
		['2–4 cents', [0.02, 0.04], 'USD'],
		['early 2026', '2026', 'date']
	),
	labelled('This is a double-edged sword.'),
	labelled('Blocks come every 200ms.', ['200ms', 200, 'ms']),
	labelled('Volume tripled to $9bn.', ['tripled', 3, '×'], ['$9bn', 9e9, 'USD']),
	labelled('It handles 50,000 transactions per day.', [
		'50,000 transactions per day',
		50_000,
		'tx/d'
	]),
	labelled('The 1990s are over.')
];
