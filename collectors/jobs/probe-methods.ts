import { withheldFrom } from '#lib/domain/optional-methods.ts';
import type { FactKind } from '#lib/domain/block-range.ts';
import type { PassOptions } from './pass.ts';

/** See which optional methods each endpoint offers, and keep it. An endpoint that does not answer keeps what was seen. */
export async function probeMethods({
	chain,
	source,
	store,
	now
}: Pick<PassOptions, 'chain' | 'source' | 'store' | 'now'>): Promise<void> {
	for (const { host, offered } of await source.probeMethods())
		await store.recordMethods({ chainId: chain.id, host, checkedAt: now(), offered });
}

/**
 * Whether a kind cannot be had since no endpoint offers a method it needs. Then all that is missing of it is written
 * down as such and not asked for, until a later look finds the method again.
 */
export async function isWithheld(
	{ chain, source, store, report }: Pick<PassOptions, 'chain' | 'source' | 'store' | 'report'>,
	kind: FactKind
): Promise<boolean> {
	const detail = withheldFrom(source.hosts, kind, await store.getMethods(chain.id));
	if (detail === null) return false;
	for (const gap of await store.getGaps({ chainId: chain.id, kind }))
		if (gap.reason !== 'method_missing' || gap.detail !== detail)
			await store.markGap(chain.id, kind, gap, 'method_missing', detail);
	report({ event: 'withheld', chain: chain.id, kind, detail });
	return true;
}
