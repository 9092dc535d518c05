import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import { collectFeeHistory } from './collect-fee-history.ts';
import { collectPriceWindows } from './collect-price-windows.ts';
import type { PassOptions } from './pass.ts';

/**
 * What readings ask of the past, with the time that a pass has left: rounds of price feeds, then fee histories. What
 * failed is tried again when slow facts are due.
 */
export async function collectHistory(
	options: PassOptions,
	head: ChainHead,
	slowFactsAreDue: boolean
): Promise<void> {
	const { history, isOver } = options;
	if (!history || isOver() || (history.hasFailed && !slowFactsAreDue)) return;
	history.hasFailed = false;
	const wanted = history.windows(head.finalized?.timestamp ?? head.timestamp);
	if (slowFactsAreDue) await collectPriceWindows(options, head, wanted.prices);
	await collectFeeHistory(options, head, history, wanted.fees);
}
