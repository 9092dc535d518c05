import { blockCount, countBlocks, type BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import { votesOn, type ToldBlock } from './told-blocks.ts';
import type { StoreReader, StoreWriter } from '#lib/server/store/ports/store.ts';

/** The stored chain and the node disagree about a block that was final: an incident, for a person to look at. */
export class FinalizedConflictError extends Error {
	override readonly name = 'FinalizedConflictError';
	/** The block that was final. */
	readonly finalized: number;
	constructor(chainId: number, finalized: number) {
		super(
			`chain ${chainId}: the endpoint’s chain differs from the stored one at or below finalized block ${finalized}. Nothing was deleted. Compare with another endpoint before going on`
		);
		this.finalized = finalized;
	}
}

/** A second look did not confirm the reorganisation; nothing was deleted and the next pass looks again. */
export class UnconfirmedReorganisationError extends Error {
	override readonly name = 'UnconfirmedReorganisationError';
	/** Endpoints that were put aside, since others contradict them. */
	readonly putAside: readonly string[];
	constructor(chainId: number, block: number, what: string, putAside: readonly string[] = []) {
		super(`chain ${chainId}: block ${block} ${what}. Nothing was deleted; it is asked again`);
		this.putAside = putAside;
	}
}

interface Chainlike {
	header(number: number): Promise<Pick<BlockFact, 'hash'> | null>;
	blockAtEach(number: number): Promise<ToldBlock[]>;
	rest(host: string, why: 'contradicted', detail: string, milliseconds: number): void;
}

/** How long an endpoint is left alone that alone tells of another chain. */
const REST_MS = 600_000;

/** `unknown` where the store or the node has no such block: nothing contradicts, and nothing confirms. */
type Comparison = 'same' | 'differs' | 'unknown';

/**
 * Where the node contradicts stored block `from`, find the highest stored block below it that both
 * agree on, have it confirmed, and drop what is stored above that. Returns its number (the one before the
 * lowest stored block where they agree on none), or null when nothing differs. A block that the node
 * does not have is no contradiction: it may lag behind, or have pruned it. Blocks at or below
 * `finalized` are never touched: a conflict there throws FinalizedConflictError. Throws
 * UnconfirmedReorganisationError where the block below, or a second endpoint, does not confirm it: where only one
 * answers, that one is asked again. Endpoints that more of the others contradict are left alone for a while.
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
	if (from <= floor) throw await finalConflict(source, store, chainId, from, floor);
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
		if (agreed === lowest)
			throw await finalConflict(source, store, chainId, numberAt(stored, agreed), floor);
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
	await confirm(source, store, chainId, first);
	await store.discardAbove(chainId, above, Math.max(above, headNumber));
	return above;
}

/**
 * What to throw where the node differs from a block that was final: an incident, unless another endpoint has the stored
 * one too. Then it is the endpoint that is wrong, and it is left alone for a while.
 */
async function finalConflict(
	source: Chainlike,
	store: Pick<StoreReader, 'findBlockHash'>,
	chainId: number,
	number: number,
	finalized: number
): Promise<Error> {
	const stored = (await store.findBlockHash(chainId, number)) ?? '';
	const told = await source.blockAtEach(number);
	const { same, other, differing } = votesOn(told, stored, ({ hash }) => hash.toLowerCase());
	if (same.length === 0 || same.length < other.length)
		return new FinalizedConflictError(chainId, finalized);
	const detail = `was final and is another at ${differing.join(', ')} than the stored one, which ${same.join(', ')} ${same.length === 1 ? 'has' : 'have'} too`;
	for (const host of differing)
		source.rest(host, 'contradicted', `block ${number} ${detail}`, REST_MS);
	return new UnconfirmedReorganisationError(chainId, number, detail, differing);
}

/** Throws UnconfirmedReorganisationError unless more endpoints say another hash alike than the stored one, at least two where two answer. */
async function confirm(
	source: Chainlike,
	store: Pick<StoreReader, 'findBlockHash'>,
	chainId: number,
	number: number
): Promise<void> {
	const stored = (await store.findBlockHash(chainId, number)) ?? '';
	const told = await source.blockAtEach(number);
	const { same, other, differing } = votesOn(told, stored, ({ hash }) => hash.toLowerCase());
	const answering = same.length + differing.length;
	if (other.length > same.length && (other.length > 1 || answering === 1)) return;
	const detail =
		differing.length === 0
			? 'was told with another hash than the stored one, and no endpoint says so again'
			: `is another at ${differing.join(', ')} than the stored one${same.length > 0 ? `, which ${same.join(', ')} ${same.length === 1 ? 'has' : 'have'} too` : ', and they do not agree on which'}`;
	const putAside = same.length > differing.length ? differing : [];
	for (const host of putAside)
		source.rest(host, 'contradicted', `block ${number} ${detail}`, REST_MS);
	throw new UnconfirmedReorganisationError(chainId, number, detail, putAside);
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
