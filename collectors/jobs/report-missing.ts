import type { FactKind } from '#lib/domain/block-range.ts';
import type { Missing } from '../chains/chain-source.ts';
import type { PassOptions } from './pass.ts';

/** Write why a range could not be had into the ledger, and say so. */
export async function reportMissing(
	{ chain, store, report }: Pick<PassOptions, 'chain' | 'store' | 'report'>,
	kind: FactKind,
	{ from, to, reason, detail }: Missing
): Promise<void> {
	await store.markGap(chain.id, kind, { from, to }, reason, detail);
	report({ event: 'missing', chain: chain.id, kind, from, to, reason, detail });
}
