import { embedContent, type EmbedContent } from '../render/embed-content.ts';
import type { StoreReader } from '../store/ports.ts';
import { findClaim } from './claims.ts';
import { claimSeries } from './series.ts';

/** What the embed of a claim says, or null where no claim has that name. */
export async function findEmbed(
	reader: StoreReader,
	slug: string,
	site: { readonly siteUrl: string; readonly demo: boolean }
): Promise<EmbedContent | null> {
	const claim = await findClaim(reader, slug);
	return claim && embedContent(claim, await claimSeries(reader, claim), site);
}
