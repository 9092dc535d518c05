import { expect, it } from 'vitest';
import { CHAINS } from './chains.ts';
import { PRICE_FEEDS } from './price-feeds.ts';

/** Demo ether is no token, and its made-up feed says ETH. */
const PUBLIC_CHAINS = CHAINS.filter(({ demo }) => !demo);

it('has each id once', () => {
	const ids = CHAINS.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
});

it('prices a gas token by a feed of that token, or not at all', () => {
	for (const { id, gasToken, priceFeed } of PUBLIC_CHAINS)
		if (priceFeed) expect(PRICE_FEEDS[priceFeed].pair, String(id)).toBe(`${gasToken} / USD`);
	// Ether, and no other token, has a feed on a chain that is collected.
	for (const { id, gasToken, priceFeed } of PUBLIC_CHAINS)
		expect(priceFeed !== null, String(id)).toBe(gasToken === 'ETH');
});
