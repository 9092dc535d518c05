import { articlesFor } from '#lib/articles/index.ts';
import { CHAINS, type Chain } from '#lib/domain/chains.ts';
import type { Reading } from '#lib/domain/claims.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { feedOf, feedsOn, pairOf, type PriceFeedName } from '#lib/domain/price-feeds.ts';
import { bucketStart, DAY, HOUR, parseTime, type TimeWindow } from '#lib/domain/time.ts';
import { comparable, unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { readingWindows } from '#lib/server/judging/reading-windows.ts';
import type { WantedWindows } from '../jobs/history-work.ts';

interface AskedReading {
	readonly reading: Reading;
	/** The windows of both evaluations. */
	readonly windows: readonly TimeWindow[];
}

/**
 * What the readings of all articles ask of a chain’s past, beside its blocks, for data up to `end`: fee histories of it,
 * and rounds of the feeds that stand on it, whichever chain’s fees they price. The last day of fee histories is wanted
 * where nobody asks, so that the figures of now are there.
 */
export function wantedWindows(chain: Chain, isDemo: boolean, end: UnixSeconds): WantedWindows {
	const asked = askedReadings(isDemo, end);
	const fees = asked
		.filter(({ reading }) => reading.chains.includes(chain.id) && readsFeeHistory(reading))
		.flatMap(({ reading, windows }) =>
			windows.map((window) => ({ window, onlyBaseFees: reading.metric === 'fee.base' }))
		);
	const hour = bucketStart(end, HOUR);
	const lastDay = { from: unixSeconds(Math.max(0, hour - DAY)), to: hour };
	return {
		fees:
			chain.family === 'evm' && !chain.demo
				? [...fees, { window: lastDay, onlyBaseFees: false }]
				: [],
		prices: asked.flatMap(({ reading, windows }) =>
			feedsOf(reading, chain).flatMap((feed) => windows.map((window) => ({ feed, window })))
		)
	};
}

function askedReadings(isDemo: boolean, end: UnixSeconds): AskedReading[] {
	return articlesFor(isDemo).flatMap(({ published, claims }) => {
		const publication = unixSeconds(parseTime(published) + DAY);
		const ends = publication < end ? [publication, end] : [end];
		return claims.flatMap(({ rating }) =>
			(rating.rated ? rating.readings : [])
				.filter(({ notComparable }) => notComparable === null)
				.map((reading) => ({
					reading,
					windows: ends.flatMap((each) => {
						const found = readingWindows(reading, each);
						return found ? [found.window, ...(found.base ? [found.base] : [])] : [];
					})
				}))
		);
	});
}

function readsFeeHistory({ metric }: Reading): boolean {
	return metric === 'fee.base' || METRICS[metric].facts === 'history';
}

/** The feeds on this chain that a reading’s figure is computed with. */
function feedsOf(reading: Reading, chain: Chain): PriceFeedName[] {
	const pair = pairOf(reading.metric);
	if (pair !== undefined) {
		const feed = feedOf(chain.id, pair);
		return feed && reading.chains.includes(chain.id) ? [feed] : [];
	}
	const isInDollars = reading.inDollars ?? comparable(reading.claimed.unit, 'USD/tx');
	if (!isInDollars) return [];
	const needed = CHAINS.filter(({ id }) => reading.chains.includes(id)).map(
		({ priceFeed }) => priceFeed
	);
	return feedsOn(chain.id).filter((name) => needed.includes(name));
}
