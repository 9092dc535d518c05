import { describe, expect, it } from 'vitest';
import { extractQuantities } from './leftovers.ts';
import { findQuantities } from './quantities.ts';

/** What is found, in one line each: comparator, value or ends, unit. */
function read(text: string): string[] {
	return extractQuantities(text).map(({ comparator, value, low, high, unit }) =>
		[comparator, value ?? `${low}–${high}`, unit].join(' ')
	);
}

describe('quantities', () => {
	it('stand at the offsets of the text they were found in', () => {
		const text = 'Fees: “$0.0001 per transfer” — 🚀 about 250–500 ms since Dec 3, 2025.';
		for (const { start, end, printed } of extractQuantities(text))
			expect(text.slice(start, end)).toBe(printed);
		expect(extractQuantities(text).map(({ printed }) => printed)).toEqual([
			'$0.0001 per transfer',
			'250–500 ms',
			'Dec 3, 2025'
		]);
	});

	it.each([
		['more than 15,000 TPS', '> 15000 tx/s'],
		['nearly 900 TPS', '≈ 900 tx/s'],
		['up to 900 TPS', '<= 900 tx/s'],
		['at least 900 TPS', '>= 900 tx/s'],
		['below 900 TPS', '< 900 tx/s'],
		['just 900 TPS', '<= 900 tx/s'],
		['900+ projects', '>= 900 count'],
		['an average of 900 TPS', '≈ 900 tx/s'],
		['no more than 900 TPS', '<= 900 tx/s']
	])('in “%s” are compared as printed', (text, expected) => {
		expect(read(text)).toEqual([expected]);
	});

	it.each([
		['$2.87 billion', '= 2870000000 USD'],
		['$0.1M', '= 100000 USD'],
		['1.5 Ggas/s', '= 1500000000 gas/s'],
		['0.7 million gas', '= 700000 gas'],
		['25 basis points', '= 0.25 %'],
		['two hundred and fifty thousand users', '= 250000 count'],
		['two and a half million users', '= 2500000 count'],
		['a hundred blobs per block', '= 100 blob/block']
	])('of “%s” have no noise of binary multiplication', (text, expected) => {
		expect(read(text)).toEqual([expected]);
	});

	it.each([
		['on 2025-12-03', '2025-12-03'],
		['on 2025/12/03', '2025-12-03'],
		['on Dec 3, 2025', '2025-12-03'],
		['on 3 December 2025', '2025-12-03'],
		['on the 3rd of December 2025', '2025-12-03'],
		['in Dec. 2025', '2025-12'],
		['in December, 2025', '2025-12'],
		['in Q4 2025', '2025-Q4'],
		['in the fourth quarter of 2025', '2025-Q4'],
		['in the second half of 2025', '2025-H2'],
		['by the end of 2025', '2025'],
		['since 2025', '2025'],
		['on December 3', '--12-03'],
		['on 3 December', '--12-03'],
		['last December', '--12']
	])('that place something “%s” are dates', (text, date) => {
		expect(read(`It was ${text}.`)).toEqual([`= ${date} date`]);
	});

	it('take the unit back to the first of “from … to …”, which is no range', () => {
		expect(read('from 30 to 36 million gas')).toEqual(['= 30000000 gas', '= 36000000 gas']);
		expect(read('30 to 36 million gas')).toEqual(['in 30000000–36000000 gas']);
	});

	it.each([
		'Layer 2, L2, Layer-1s and Web3',
		'EIP-4844, ERC-20 and EIP-1559',
		'Geth v1.16.7 and version 3',
		'ZKsync 2.0 at Devcon 7 and Devconnect 2025',
		'zero-knowledge proofs, one of them',
		'the first, the second and the 3rd',
		'0x32400084C286CF3E17e7B677ea9583e60a000324 at https://example.org/2025/10/07',
		'double-spend, two-way pegs, 24/7',
		'It may march on.'
	])('are none in “%s”', (text) => {
		expect(read(text)).toEqual([]);
	});

	it('of the fallback alone have low confidence, and bare numbers medium', () => {
		const confidence = (text: string) => extractQuantities(text).map((each) => each.confidence);
		expect(confidence('15 TPS')).toEqual(['high']);
		expect(confidence('142 contracts')).toEqual(['medium']);
		const leftover = 'It was a couple hundred thousand.';
		expect(findQuantities(leftover).quantities).toEqual([]);
		expect(confidence(leftover).every((each) => each === 'low')).toBe(true);
	});
});
