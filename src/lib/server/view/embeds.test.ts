import { describe, expect, it } from 'vitest';
import demo from '#lib/articles/demo.ts';
import { DAY, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { judgeClaims } from '../judging/judge-claims.ts';
import { withStore } from '../test-chain.ts';
import { findEmbed, findVerdictToFreeze } from './embeds.ts';

const NOW = unixSeconds(parseTime(demo.published) + 3 * DAY);
const LATER = unixSeconds(NOW + 60);
const [slug, other] = demo.claims.flatMap((claim) => (claim.rating.rated ? [claim.slug] : []));
if (slug === undefined || other === undefined) throw new Error('the demo has two rated claims');

describe('findEmbed', () => {
	it('tells a claim, a verdict and kept points that are not there apart, and never draws now for then', async () => {
		await withStore(async (store) => {
			await store.markDemo();
			const site = { reader: store, siteUrl: 'https://g.example', demo: true };
			const find = (claim: string, verdict: string | null) =>
				findEmbed({ ...site, dataState: async () => ({ now: LATER }) }, claim, verdict);
			expect(await findVerdictToFreeze(store, slug)).toBeNull();
			await judgeClaims(store, NOW);
			const first = await findVerdictToFreeze(store, slug);
			expect(await find(slug, first)).toMatchObject({ verdict: first });
			expect(await find('no-such-claim', first)).toBe('claim');
			expect(await find(other, first)).toBe('verdict');
			expect(await find(slug, 'f'.repeat(64))).toBe('verdict');

			// as verdicts were saved before their embeds were
			const latest = (await store.getLatestVerdicts('now')).find((each) => each.claimSlug === slug);
			if (!latest) throw new Error(`no verdict of ${slug}`);
			const { id, computedAt, ...verdict } = latest;
			await store.saveVerdict({ ...verdict, reason: `${verdict.reason} Later.` }, LATER);
			const bare = (await store.getVerdicts(slug, 'now')).at(-1);
			expect([bare?.id === id, bare?.computedAt === computedAt]).toEqual([false, false]);
			expect(await find(slug, bare?.id ?? '')).toBe('not_kept');
			expect(await findVerdictToFreeze(store, slug)).toBeNull();
			expect(await find(slug, null)).toMatchObject({ verdict: null });
			expect(await find(slug, id)).toMatchObject({ verdict: id });
		});
	});
});
