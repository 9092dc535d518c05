import { FLAGS, type Flag } from '../findings.ts';
import type { JudgeInput } from './input.ts';

/**
 * What a reader must know beside the finding, in the order of `FLAGS`: an axis of its own, that never
 * changes the finding.
 */
export function flagsOf(input: JudgeInput, sensitive: boolean): Flag[] {
	const { claim, article, reading, measurements, circumstances = [] } = input;
	const raised = new Set<Flag>(claim.editorial.map((each) => each.flag));
	if (article.hasTextGap) raised.add('text_incomplete');
	if (reading.measures === 'proxy') raised.add('proxy');
	if (sensitive) raised.add('reading_sensitive');
	// Of nothing at all the finding speaks; the flag is for what was seen in part.
	const anySeen = measurements.some(({ coverage }) => coverage > 0);
	if (anySeen && measurements.some(({ coverage }) => coverage < 1)) raised.add('partial_coverage');
	for (const { priceCoverage, halted, endpointsDisagree } of circumstances) {
		if (priceCoverage !== undefined && priceCoverage !== null && priceCoverage < 1)
			raised.add('price_gap');
		if (halted) raised.add('chain_halted');
		if (endpointsDisagree) raised.add('endpoint_disagreement');
	}
	return FLAGS.filter((flag) => raised.has(flag));
}
