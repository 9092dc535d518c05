import type { BlockFact } from '#lib/domain/facts.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

type Header = Pick<BlockFact, 'number' | 'timestamp'>;

/** The one question this job asks of a chain: a block's header, or null where the node has none. */
export interface HeaderSource {
	header(number: number): Promise<Header | null>;
}

/** The blocks between which the asked one lies: `before` is too early, or pruned and its time null. */
interface Bracket {
	readonly before: { readonly number: number; readonly timestamp: number | null };
	readonly after: Header;
}

/** How far below the head its pace is looked at, in blocks. */
const FIRST_LOOK = 1_000;
/** Each reach into the past goes this share too far; where the last falls short too, all of the past is taken. */
const OVERSHOOTS = [0.02, 0.1, 0.5, 4];
/** ITP: the share of the bracket by which an interpolation gives way to the middle, and the steps it may waste. */
const GIVE_WAY = 0.001;
const SPARE_STEPS = 3;

/**
 * The first block at or after `time`, at most `head.number`; blocks that the node no longer has count as earlier.
 * Reaches into the past at the pace of the newest blocks, then interpolates: five to seven headers where blocks come
 * evenly, and at most ten more than halving would take, however unevenly they come. Before block 1 it gives a genesis
 * block that says 1970, as those of ZKsync OS do: nothing lies between the two, and with both of them the time before
 * the chain is known to be empty.
 */
export async function locateBlock(
	source: HeaderSource,
	time: UnixSeconds,
	head: Header
): Promise<number> {
	if (head.timestamp < time) return head.number;
	let bracket: Bracket = { before: { number: -1, timestamp: null }, after: head };
	const ask = async (number: number): Promise<void> => {
		const { before, after } = bracket;
		const inside = Math.min(after.number - 1, Math.max(before.number + 1, number));
		const header = await source.header(inside);
		bracket =
			header && header.timestamp >= time
				? { before, after: header }
				: { before: { number: inside, timestamp: header?.timestamp ?? null }, after };
	};
	const isOpen = (): boolean => bracket.after.number - bracket.before.number > 1;

	if (isOpen()) await ask(head.number - FIRST_LOOK);
	for (let reach = 0; isOpen() && bracket.before.timestamp === null; reach++)
		await ask(reachBack(bracket, head, time, OVERSHOOTS[reach] ?? Infinity));
	const width = bracket.after.number - bracket.before.number;
	const most = Math.ceil(Math.log2(width)) + SPARE_STEPS;
	for (let step = 0; isOpen(); step++)
		await ask(interpolated(bracket, time, width, 2 ** (most - step) / 2));
	const { before, after } = bracket;
	return after.number === 1 && before.number === 0 && before.timestamp === 0 ? 0 : after.number;
}

/** Where the pace since `after` puts the time, and a share further; but half of what is left where blocks were pruned. */
function reachBack({ before, after }: Bracket, head: Header, time: number, share: number): number {
	const middle = Math.floor((before.number + after.number) / 2);
	const blocks = head.number - after.number;
	const seconds = head.timestamp - after.timestamp;
	if (blocks === 0 || seconds === 0) return middle;
	// A second more, so that it reaches further where many blocks share the time that is looked for.
	const reach = ((after.timestamp - time + 1) * blocks * (1 + share)) / seconds;
	const number = after.number - Math.ceil(reach) - 1;
	// Not block 0 unless there is nothing else: the genesis of many chains says that it was made in 1970.
	return before.number < 0 ? Math.max(1, number) : Math.max(middle, number);
}

/**
 * The next block to ask for by ITP (Oliveira and Takahashi 2020): the interpolated one, moved a little to the middle
 * and never further from it than leaves halving the time to end, `radius` being the bracket that it may have left.
 */
function interpolated(
	{ before, after }: Bracket,
	time: number,
	firstWidth: number,
	radius: number
): number {
	const [from, to] = [before.number, after.number];
	const middle = (from + to) / 2;
	if (before.timestamp === null) return Math.floor(middle);
	// Half a second off, so that the block at the very time counts as late enough.
	const [early, late] = [time - before.timestamp - 0.5, after.timestamp - time + 0.5];
	const guess = from + ((to - from) * early) / (early + late);
	const towardsMiddle = Math.sign(middle - guess);
	const moved = guess + towardsMiddle * ((GIVE_WAY * (to - from) ** 2) / firstWidth);
	const estimate = (middle - moved) * towardsMiddle > 0 ? moved : middle;
	const allowed = Math.max(0, radius - (to - from) / 2);
	const offset = Math.min(allowed, Math.max(-allowed, estimate - middle));
	return Math.round(middle + offset);
}
