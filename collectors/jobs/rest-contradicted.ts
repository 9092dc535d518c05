import { compareKeys } from './told-blocks.ts';
import type { PassOptions } from './pass.ts';

/** Blocks looked at, drawn from so many below the newest, leaving out the top, where a reorganisation may be under way. */
const BLOCKS = 3;
const DEPTH = 1_000;
const TOP = 64;
const REST_MS = 600_000;

/**
 * Before anything is collected, ask every endpoint for the same few blocks and leave those alone that most of the
 * others contradict: what is not stored yet cannot tell which of them is right, but two that agree can.
 */
export async function restContradicted(
	{
		chain,
		source,
		store,
		now,
		random,
		report
	}: Pick<PassOptions, 'chain' | 'source' | 'store' | 'now' | 'random' | 'report'>,
	headNumber: number
): Promise<void> {
	const highest = Math.max(0, headNumber - TOP);
	const depth = Math.min(DEPTH, highest + 1);
	const numbers = new Set(
		Array.from({ length: BLOCKS }, () => highest - Math.floor(random() * depth))
	);
	for (const number of numbers) {
		const { agreeing, differing } = compareKeys(await source.blockAtEach(number));
		if (agreeing.length < 2 || agreeing.length <= differing.length) continue;
		for (const host of differing) {
			const detail = `block ${number} is another than at ${agreeing.join(', ')}`;
			source.rest(host, 'contradicted', detail, REST_MS);
			await store.recordCheck({ chainId: chain.id, host, at: now(), compared: 1, disagreed: 1 });
			report({ event: 'disagreement', chain: chain.id, detail: `${host}: ${detail}` });
		}
	}
}
