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
	constructor(chainId: number, block: number) {
		super(
			`chain ${chainId}: block ${block} was first told with one hash and then with another; the next pass asks again`
		);
	}
}

interface Chainlike {
	header(number: number): Promise<Pick<BlockFact, 'hash'> | null>;
}

/**
 * Find the highest block at or below `from` that the node and the store agree on, ask once more,
 * and drop the stored blocks above it. Returns that block's number, or null when nothing differs.
 * Blocks at or below `finalized` are never touched: a conflict there throws FinalizedConflictError.
 */
export async function healReorganisation(
	source: Chainlike,
	store: Pick<StoreReader, 'findBlockHash'> & Pick<StoreWriter, 'discardAbove'>,
	chainId: number,
	from: number,
	finalized: number | null,
	headNumber: number
): Promise<number | null> {
	const agrees = async (number: number): Promise<boolean> => {
		const stored = await store.findBlockHash(chainId, number);
		// Where nothing is stored there is nothing to contradict.
		return stored === null || stored === (await source.header(number))?.hash;
	};
	if (await agrees(from)) return null;

	const floor = finalized ?? -1;
	if (from <= floor) throw new FinalizedConflictError(chainId, floor);
	let differs = from;
	let agreed = from;
	for (let step = 1; ; step *= 2) {
		agreed = Math.max(floor, from - step);
		if (agreed < 0 || (await agrees(agreed))) break;
		if (agreed === floor) throw new FinalizedConflictError(chainId, floor);
		differs = agreed;
	}
	while (differs - agreed > 1) {
		const middle = Math.floor((agreed + differs) / 2);
		if (await agrees(middle)) agreed = middle;
		else differs = middle;
	}
	if (await agrees(differs)) throw new UnconfirmedReorganisationError(chainId, differs);
	await store.discardAbove(chainId, agreed, headNumber);
	return agreed;
}
