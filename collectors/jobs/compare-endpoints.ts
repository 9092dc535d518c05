import {
	blockCount,
	countBlocks,
	subtractRange,
	type BlockRange
} from '#lib/domain/block-range.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { healReorganisation } from './heal-reorganisation.ts';
import type { PassOptions } from './pass.ts';
import { storedKey, toldKey, votesOn } from './told-blocks.ts';

/** Stored blocks that are read again from every endpoint, at each look. */
const BLOCKS_A_LOOK = 3;
/** They are drawn from so many of the newest stored ones. */
const NEWEST = 50_000;
/** How long an endpoint is left alone that others contradict. */
const REST_MS = 600_000;

type CompareOptions = Pick<PassOptions, 'chain' | 'source' | 'store' | 'now' | 'report' | 'random'>;

/**
 * Read some stored blocks again from every endpoint, and keep how often each agreed. An endpoint that differs from what
 * is stored and another one says is left alone for a while. Where the others say that what is stored is wrong, it is
 * dropped and collected again, unless it was final: then it is an incident for a person, and nothing is touched.
 */
export async function compareEndpoints(
	options: CompareOptions,
	headNumber: number,
	finalized: number | null
): Promise<void> {
	if (options.source.hosts.length < 2) return;
	const kept = await keptRanges(options);
	for (const number of drawnFrom(kept, options.random))
		await compareBlock(options, number, headNumber, finalized);
}

/** Covered ranges above the last hour whose blocks were dropped: of those there is nothing left to compare. */
async function keptRanges({
	chain,
	store,
	now
}: Pick<CompareOptions, 'chain' | 'store' | 'now'>): Promise<BlockRange[]> {
	const covered = await store.getCovered(chain.id, 'block');
	const always = { from: unixSeconds(0), to: now() };
	const dropped = (await store.getDropped(chain.id, 'raw', always)).at(-1);
	if (!dropped) return covered;
	const hour = { from: dropped.to, to: unixSeconds(dropped.to + HOUR) };
	const [first] = await store.getBlockHours(chain.id, hour);
	return subtractRange(covered, { from: 0, to: (first?.firstBlock ?? 0) - 1 });
}

async function compareBlock(
	options: CompareOptions,
	number: number,
	headNumber: number,
	finalized: number | null
): Promise<void> {
	const { chain, source, store, now, report } = options;
	const block = await store.findBlock(chain.id, number);
	const hash = await store.findBlockHash(chain.id, number);
	if (!block || hash === null) return;
	const told = await source.blockAtEach(number);
	const { same, other, differing } = votesOn(told, storedKey(block, hash), toldKey);
	for (const host of [...same, ...differing])
		await store.recordCheck({
			chainId: chain.id,
			host,
			at: now(),
			compared: 1,
			disagreed: differing.includes(host) ? 1 : 0
		});
	if (differing.length === 0) return;
	const detail = `block ${number} is another at ${differing.join(', ')} than the stored one${same.length > 0 ? `, which ${same.join(', ')} ${same.length === 1 ? 'has' : 'have'} too` : ''}`;
	report({ event: 'disagreement', chain: chain.id, detail });
	// Whoever told what is stored is in the minority: it is asked no more for a while.
	if (other.length > 1 && other.length > same.length)
		for (const host of same) source.rest(host, 'contradicted', detail, REST_MS);
	const isFinal = finalized !== null && number <= finalized;
	// What was final speaks for itself; above that a reorganisation may just be under way.
	if (isFinal ? same.length >= other.length : same.length > other.length) {
		for (const host of differing) source.rest(host, 'contradicted', detail, REST_MS);
	} else if (isFinal) {
		await store.recordIncident({
			chainId: chain.id,
			kind: 'stored_contradicted',
			block: number,
			at: now(),
			detail
		});
	} else if (told.find(({ host }) => host === other[0])?.block?.hash.toLowerCase() === hash) {
		// The same block, told with other contents: nothing below it is in doubt.
		if (other.length > 1) await store.discardAbove(chain.id, number - 1, headNumber);
	} else await healReorganisation(source, store, chain.id, number, finalized, headNumber);
}

/** Some of the newest stored blocks, at random, each once. */
function drawnFrom(covered: readonly BlockRange[], random: () => number): Set<number> {
	const total = Math.min(NEWEST, countBlocks(covered));
	const drawn = new Set<number>();
	for (let draw = 0; draw < BLOCKS_A_LOOK && total > 0; draw++)
		drawn.add(fromTop(covered, Math.floor(random() * total)));
	return drawn;
}

/** The block at a place counted down from the newest stored one. */
function fromTop(covered: readonly BlockRange[], place: number): number {
	let left = place;
	for (const range of covered.toReversed()) {
		if (left < blockCount(range)) return range.to - left;
		left -= blockCount(range);
	}
	throw new RangeError(`there is no stored block ${place} below the newest`);
}
