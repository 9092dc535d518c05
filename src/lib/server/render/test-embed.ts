import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson, SeriesPointJson } from '#lib/domain/wire/series.ts';
import { embedContent, type EmbedContent } from './embed-content.ts';

const FIRST_DAY = Date.UTC(2025, 10, 1);
const day = (index: number) => new Date(FIRST_DAY + index * 86_400_000).toISOString();

/** A measured claim as the API serves it. */
export function madeClaim(words: Partial<ClaimJson> = {}): ClaimJson {
	const claimed = {
		printed: '15,000 TPS',
		value: 15_000,
		low: null,
		high: null,
		comparator: '>=' as const,
		unit: 'tx/s'
	};
	const measured = {
		id: 'm1',
		chain: 324,
		chain_name: 'ZKsync Era',
		statistic: 'max',
		peak_window: '60s',
		value: 4.2,
		interval: [4.2, null],
		unit: 'tx/s',
		from: '2026-10-24T00:00:00Z',
		to: '2026-11-23T00:00:00Z',
		n: 43_200,
		coverage: 0.998,
		reason: null
	};
	const reading = {
		claimed,
		tolerance: { relative: 0.05, absolute: 0 },
		chains: [
			{ id: 324, name: 'ZKsync Era' },
			{ id: 2741, name: 'Abstract' }
		],
		measurements: [measured]
	};
	return {
		slug: 'made-claim',
		quote: 'achieved 15,000 TPS',
		article: {
			slug: 'a',
			title: 'T',
			publisher: 'Bitget',
			published: '2025-11-27',
			url: 'https://example.org/',
			demo: false
		},
		claimed,
		rated: true,
		finding: 'not_observed',
		flags: ['scope_assumed'],
		reason: 'Not seen.',
		sentence: 'In 30 days the maximum was 4.2 tx/s.',
		share: { value: 0.00028, text: '1/3,600 of claim' },
		readings: [reading],
		measured,
		caveat: 'Traffic shows demand, not capacity.',
		as_of: '2026-11-23T02:40:00Z',
		data_date: '2026-11-22',
		...words
	} as unknown as ClaimJson;
}

/** A series of a chain, by the hour or by the day. */
export function madeSeries(
	values: readonly (number | null)[],
	words: Partial<SeriesJson> = {}
): SeriesJson {
	const points: SeriesPointJson[] = values.map((value, index) => ({
		t: day(index),
		value,
		n: 1,
		coverage: value === null ? 0 : 1,
		provisional: false,
		reason: value === null ? 'gap' : null,
		no_block: false,
		from_block: null,
		to_block: null,
		peak_at: null,
		spread: null
	}));
	return {
		chain: 324,
		demo: false,
		metric: 'throughput.user_tx',
		statistic: 'max',
		peak_window: '60s',
		unit: 'tx/s',
		resolution: '1d',
		from: day(0),
		to: day(values.length),
		points,
		...words
	};
}

/** The embed of a claim on a site that is no demo. */
export function madeEmbed(
	words: Partial<ClaimJson> = {},
	series: readonly SeriesJson[] = [madeSeries([1, 2, 4.2, 3, null, 2])],
	site: { readonly siteUrl: string; readonly demo: boolean } = {
		siteUrl: 'https://gauge.example.org',
		demo: false
	}
): EmbedContent {
	return embedContent(madeClaim(words), series, site);
}

/** What a claim has of which nothing is measured. */
export const UNMEASURED = { measured: null, share: null, readings: [] } as const;
