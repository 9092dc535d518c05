import { embedContent, type EmbedContent } from '../render/embed-content.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports.ts';
import { findClaim } from './claims.ts';
import { claimSeries } from './series.ts';

/** The site as an embed needs it: its data, its address and its clock. */
export interface EmbeddingSite {
	readonly reader: StoreReader;
	readonly siteUrl: string;
	readonly demo: boolean;
	dataState(): Promise<{ readonly now: UnixSeconds }>;
}

/** What the embed of a claim says, or null where no claim has that name. */
export async function findEmbed(site: EmbeddingSite, slug: string): Promise<EmbedContent | null> {
	const { now } = await site.dataState();
	const claim = await findClaim(site.reader, slug, { now });
	return claim && embedContent(claim, await claimSeries(site.reader, claim), site);
}
