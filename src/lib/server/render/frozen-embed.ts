import type { ChartPanel, PanelPoint } from '#lib/charts/chart-panel.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { contentOf, embedPanel, type EmbedContent, type EmbedSite } from './embed-content.ts';
import { embeddedClaim, type EmbeddedClaim } from './embedded-claim.ts';

/**
 * Raised whenever the same claim and points would give an embed of other bytes: a frozen embed promises
 * the same bytes for the same version. `frozen-embed.test.ts` tells when.
 */
export const RENDERER_VERSION = 1;

/** A point as it is kept: middle of the bucket, value, n, coverage, provisional, reason. */
type KeptPoint = readonly [
	x: number,
	y: number | null,
	n: number,
	coverage: number,
	provisional: 0 | 1,
	reason: string | null,
	spread: PanelPoint['spread']
];

/** What a verdict's embed is drawn from, as its row keeps it. */
interface KeptEmbed {
	/** The renderer's version when the verdict was saved. */
	readonly renderer: number;
	readonly claim: EmbeddedClaim;
	/** At most 300 points, with window, unit and statistic of their series. */
	readonly panel:
		| (Omit<ChartPanel, 'points' | 'halts'> & {
				readonly points: readonly KeptPoint[];
				/** Not kept with the first verdicts. */
				readonly halts?: ChartPanel['halts'];
		  })
		| null;
}

/** What a verdict keeps of the claim and the series that its embed shows, as JSON. */
export function keptEmbed(claim: ClaimJson, series: readonly SeriesJson[]): string {
	const panel = embedPanel(claim, series);
	const kept: KeptEmbed = {
		renderer: RENDERER_VERSION,
		claim: embeddedClaim(claim),
		panel: panel && { ...panel, points: panel.points.map(keptPoint) }
	};
	return JSON.stringify(kept);
}

/** The embed of the verdict of that id out of what its row keeps, and of nothing else but the site's address. */
export function frozenContent(kept: string, verdict: string, site: EmbedSite): EmbedContent {
	const { claim, panel } = JSON.parse(kept) as KeptEmbed;
	const points = panel?.points.map(pointOf) ?? [];
	const drawn = panel && { ...panel, points, halts: panel.halts ?? [] };
	return contentOf(claim, drawn, { ...site, verdict });
}

function keptPoint(point: PanelPoint): KeptPoint {
	const { x, y, n, coverage, provisional, reason, spread } = point;
	return [x, y, n, coverage, provisional ? 1 : 0, reason, spread];
}

function pointOf([x, y, n, coverage, provisional, reason, spread]: KeptPoint): PanelPoint {
	const point = { x, y, n, coverage, provisional: provisional === 1, reason, spread };
	// A picture names no blocks, so none are kept.
	return { ...point, blocks: null, peakBlock: null };
}
