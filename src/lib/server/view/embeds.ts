import { embedContent, type EmbedContent } from '../render/embed-content.ts';
import { frozenContent } from '../render/frozen-embed.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { findClaim } from './claims.ts';
import { claimSeries } from './series.ts';

/** The site as an embed needs it: its data, its address and its clock. */
export interface EmbeddingSite {
	readonly reader: StoreReader;
	readonly siteUrl: string;
	readonly demo: boolean;
	dataState(): Promise<{ readonly now: UnixSeconds }>;
}

/** Why there is no embed: no such claim; no such verdict of it; one of which nothing was kept to draw. */
export type MissingEmbed = 'claim' | 'verdict' | 'at_publication' | 'not_kept';

/**
 * What the embed of a claim says: now, or with a verdict's id what was shown by that verdict, out of what its row
 * keeps and nothing newer.
 */
export async function findEmbed(
	site: EmbeddingSite,
	slug: string,
	verdict: string | null
): Promise<EmbedContent | MissingEmbed> {
	if (verdict !== null) return findFrozen(site, slug, verdict);
	const { now } = await site.dataState();
	const claim = await findClaim(site.reader, slug, { now });
	return claim ? embedContent(claim, await claimSeries(site.reader, claim), site) : 'claim';
}

async function findFrozen(
	site: EmbeddingSite,
	slug: string,
	verdict: string
): Promise<EmbedContent | MissingEmbed> {
	const stored = await site.reader.findVerdictEmbed(slug, verdict);
	if (!stored) return (await findClaim(site.reader, slug)) ? 'verdict' : 'claim';
	if (stored.embed === null) return stored.evaluation === 'now' ? 'not_kept' : 'at_publication';
	return frozenContent(stored.embed, verdict, site);
}

/** The newest verdict of a claim of which an embed can be frozen; null where there is none yet. */
export async function findVerdictToFreeze(
	reader: StoreReader,
	slug: string
): Promise<string | null> {
	const latest = await reader.getLatestVerdicts('now');
	const verdict = latest.find(({ claimSlug }) => claimSlug === slug);
	if (!verdict) return null;
	const stored = await reader.findVerdictEmbed(slug, verdict.id);
	return stored?.embed ? verdict.id : null;
}
