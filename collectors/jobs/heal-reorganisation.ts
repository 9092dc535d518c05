import { blockCount, countBlocks, type BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import type { StoreReader, StoreWriter } from '#lib/server/store/ports.ts';

/** The stored chain and the node disagree about a block that was final: an incident, for a person to look at. */
export class FinalizedConflictError extends Error {
	override readonly name = 'FinalizedConflictError';
	constructor(chainId: number, finalized: number) {
		super(
			`chain ${chainId}: the endpoint’s chain differs from the stored one at or below finalized block ${finalized}. Nothing was deleted. Compare with another endpoint before going on`
		);
	}
}

/** A second look did not confirm the reorganisation; nothing was deleted and the next pass looks again. */
export class UnconfirmedReorganisationError extends Error {
	override readonly name = 'UnconfirmedReorganisationError';
	constructor(chainId: number, block: number, what: string) {
		super(
			`chain ${chainId}: block ${block} ${what}. Nothing was deleted; the next pass asks again`
		);
	}
}

interface Chainlike {
	header(number: number): Promise<Pick<BlockFact, 'hash'> | null>;
}

/** `unknown` where the store or the node has no such block: nothing contradicts, and nothing confirms. */
type Comparison = 'same' | 'differs' | 'unknown';

/**
 * Where the node contradicts stored block `from`, find the highest stored block below it that both
 * agree on, ask once more, and drop what is stored above that. Returns its number (the one before the
 * lowest stored block where they agree on none), or null when nothing differs. A block that the node
 * does not have is no contradiction: it may lag behind, or have pruned it. Blocks at or below
 * `finalized` are never touched: a conflict there throws FinalizedConflictError. Throws
 * UnconfirmedReorganisationError where a second look or the block below cannot confirm the first.
 */
export async function healReorganisation(
	source: Chainlike,
	store: Pick<StoreReader, 'findBlockHash' | 'getCovered'> & Pick<StoreWriter, 'discardAbove'>,
	chainId: number,
	from: number,
	finalized: number | null,
	headNumber: number
): Promise<number | null> {
	const compare = async (number: number): Promise<Comparison> => {
		const stored = await store.findBlockHash(chainId, number);
		const told = stored === null ? null : await source.header(number);
		if (stored === null || !told) return 'unknown';
		return told.hash.toLowerCase() === stored.toLowerCase() ? 'same' : 'differs';
	};
	if ((await compare(from)) !== 'differs') return null;

	const floor = finalized ?? -1;
	if (from <= floor) throw new FinalizedConflictError(chainId, floor);
	// Search among stored blocks only: a hole would look like agreement, and hide what lies below it.
	const stored = upTo(await store.getCovered(chainId, 'block'), from);
	const lowest = countBlocks(upTo(stored, floor)) - 1;
	let differs = countBlocks(stored) - 1;
	let agreed = differs;
	let agreement: Comparison = 'unknown';
	for (let step = 1; ; step *= 2) {
		agreed = Math.max(lowest, differs - step);
		if (agreed < 0) break;
		agreement = await compare(numberAt(stored, agreed));
		if (agreement !== 'differs') break;
		if (agreed === lowest) throw new FinalizedConflictError(chainId, floor);
		differs = agreed;
	}
	while (differs - agreed > 1) {
		const middle = Math.floor((agreed + differs) / 2);
		const comparison = await compare(numberAt(stored, middle));
		if (comparison === 'differs') differs = middle;
		else [agreed, agreement] = [middle, comparison];
	}
	const above = agreed < 0 ? numberAt(stored, 0) - 1 : numberAt(stored, agreed);
	if (agreed >= 0 && agreement === 'unknown')
		throw new UnconfirmedReorganisationError(chainId, above, 'is stored and the node has none');
	const first = numberAt(stored, differs);
	if ((await compare(first)) !== 'differs')
		throw new UnconfirmedReorganisationError(
			chainId,
			first,
			'was first told with one hash and then with another, or not at all'
		);
	await store.discardAbove(chainId, above, Math.max(above, headNumber));
	return above;
}

/** What of ascending ranges lies at or below `number`. */
function upTo(ranges: readonly BlockRange[], number: number): BlockRange[] {
	return ranges
		.filter((range) => range.from <= number)
		.map(({ from, to }) => ({ from, to: Math.min(to, number) }));
}

/** The block at a place among all blocks of ascending ranges, counted from 0. */
function numberAt(ranges: readonly BlockRange[], index: number): number {
	let left = index;
	for (const range of ranges) {
		if (left < blockCount(range)) return range.from + left;
		left -= blockCount(range);
	}
	throw new RangeError(`there is no block ${index} in ranges of ${countBlocks(ranges)} blocks`);
}
