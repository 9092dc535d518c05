import { describe, expect, test } from 'vitest';
import { encodeAbiParameters, encodeFunctionData, parseAbi, parseAbiParameters } from 'viem';
import { PRICE_FEEDS } from '#lib/domain/price-feeds.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { addressOf, uintOf } from './abi.ts';
import {
	checkedRound,
	DECIMALS,
	decodeRound,
	decodeText,
	DESCRIPTION,
	getRoundData,
	LATEST_ROUND,
	LATEST_ROUND_DATA,
	phaseAggregators,
	roundIdOf,
	type RoundData
} from './aggregator.ts';

const FEED = PRICE_FEEDS['eth-usd'];
const NOW = unixSeconds(1_764_201_600);
const ABI = parseAbi([
	'function description() view returns (string)',
	'function decimals() view returns (uint8)',
	'function latestRound() view returns (uint256)',
	'function phaseAggregators(uint16) view returns (address)',
	'function latestRoundData() view returns (uint80, int256, uint256, uint256, uint80)',
	'function getRoundData(uint80) view returns (uint80, int256, uint256, uint256, uint80)'
]);
const ID = (7n << 64n) + 12n;

describe('against viem', () => {
	test('calldata', () => {
		const of = (functionName: 'description' | 'decimals' | 'latestRound' | 'latestRoundData') =>
			encodeFunctionData({ abi: ABI, functionName });
		expect([DESCRIPTION, DECIMALS, LATEST_ROUND, LATEST_ROUND_DATA]).toEqual([
			of('description'),
			of('decimals'),
			of('latestRound'),
			of('latestRoundData')
		]);
		expect(getRoundData({ phase: 7, round: 12 })).toBe(
			encodeFunctionData({ abi: ABI, functionName: 'getRoundData', args: [ID] })
		);
		expect(phaseAggregators(6)).toBe(
			encodeFunctionData({ abi: ABI, functionName: 'phaseAggregators', args: [6] })
		);
	});

	test('answers', () => {
		for (const text of ['ETH / USD', '', 'a description of more than thirty-two bytes: ≈'])
			expect(decodeText(encodeAbiParameters(parseAbiParameters('string'), [text]))).toBe(text);
		const address = '0x00000000000000000000000000000000000a6602';
		expect(addressOf(encodeAbiParameters(parseAbiParameters('address'), [address]))).toBe(address);
		const shape = parseAbiParameters('uint80, int256, uint256, uint256, uint80');
		expect(decodeRound(encodeAbiParameters(shape, [ID, -5n, 1n, 2n, ID]))).toEqual({
			roundId: ID,
			answer: -5n,
			startedAt: 1n,
			updatedAt: 2n,
			answeredInRound: ID
		});
		expect(roundIdOf(ID)).toEqual({ phase: 7, round: 12 });
	});
});

test('what no contract, or another one, answers is nothing', () => {
	const far = `0x${'f'.repeat(64)}${'0'.repeat(64)}`;
	const long = `0x${'20'.padStart(64, '0')}${'f'.repeat(64)}`;
	for (const answer of [null, '0x', '0x1234']) {
		expect(uintOf(answer)).toBeNull();
		expect(addressOf(answer)).toBeNull();
	}
	for (const answer of [null, '0x', '0x1234', far, long]) {
		expect(decodeText(answer)).toBeNull();
		expect(decodeRound(answer)).toBeNull();
	}
	expect(addressOf(`0x${'0'.repeat(64)}`)).toBeNull();
	expect(addressOf(`0x${'f'.repeat(64)}`)).toBeNull();
	expect(roundIdOf(2n ** 64n - 1n)).toBeNull();
	expect(roundIdOf(1n << 80n)).toBeNull();
});

describe('a round', () => {
	const data: RoundData = {
		roundId: ID,
		answer: 300_012_345_678n,
		startedAt: BigInt(NOW - 20),
		updatedAt: BigInt(NOW - 10),
		answeredInRound: ID
	};
	const checked = (changes: Partial<RoundData>) => checkedRound({ ...data, ...changes }, FEED, NOW);

	test('with an answer is kept as it is', () => {
		expect(checked({})).toEqual({
			phase: 7,
			round: 12,
			answer: 300_012_345_678n,
			startedAt: NOW - 20,
			updatedAt: NOW - 10,
			fault: null
		});
	});

	test.each<[string, Partial<RoundData>, RegExp]>([
		['of zero', { answer: 0n }, /answers 0, which is no price of ETH \/ USD/],
		['below zero', { answer: -1n }, /answers -1, which is no price/],
		['carried over', { answeredInRound: ID - 1n }, /carries the answer of an earlier round/]
	])('%s is kept without its answer, and says why', (_name, changes, why) => {
		expect(checked(changes)).toMatchObject({ answer: null, updatedAt: NOW - 10 });
		expect((checked(changes) as { fault: string }).fault).toMatch(why);
	});

	test.each<[string, Partial<RoundData>, RegExp]>([
		['that is not answered yet', { updatedAt: 0n }, /has no answer yet/],
		['from the future', { updatedAt: BigInt(NOW + 301) }, /from the future/],
		['that starts in the future', { startedAt: 2n ** 200n }, /from the future/],
		['of a number that no aggregator counts to', { roundId: 1n << 80n }, /no aggregator counts/]
	])('%s is not kept at all', (_name, changes, why) => {
		expect(checked(changes)).toMatch(why);
	});
});
