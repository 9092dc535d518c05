import type { Transaction } from 'kysely';
import { STAGES } from '#lib/domain/batches.ts';
import { missingRanges } from '#lib/domain/block-range.ts';
import { insertBatches, selectBatchBlocks } from './batches.ts';
import type { Engine } from './engine.ts';
import { InvalidBatchError } from './errors.ts';
import { checkRange, cover } from './ledger.ts';
import { loadLedger, saveLedger } from './ledger-rows.ts';
import { raiseDataVersion } from './meta.ts';
import type { ExecutedBatches } from './ports/batches.ts';
import type { Tables } from './tables.ts';

/**
 * Store consecutive executed batches with their place in the ledger; those that are stored already are left as they
 * are. Throws InvalidBatchError where they do not follow each other, or a stage is older than its batch.
 */
export async function addBatches(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	given: ExecutedBatches
): Promise<void> {
	checkRange(given.range);
	checkBatches(chainId, given);
	await checkStoredNeighbours(transaction, chainId, given);
	const before = await loadLedger(transaction, chainId, 'batch');
	const fresh = missingRanges(given.range, before.covered);
	if (fresh.length === 0) return;
	const batches = given.batches.filter(({ number }) =>
		fresh.some((range) => number >= range.from && number <= range.to)
	);
	await insertBatches(engine, transaction, chainId, batches);
	const first = given.batches[0]!;
	const last = given.batches.at(-1)!;
	const after = cover(before, {
		...given.range,
		fromTime: first.sealedAt,
		toTime: last.sealedAt,
		fromHash: first.rootHash,
		toHash: last.rootHash,
		fromParentHash: null
	});
	await saveLedger(transaction, chainId, 'batch', before, after);
	await raiseDataVersion(transaction);
}

function checkBatches(chainId: number, { range, batches }: ExecutedBatches): void {
	const fault = (text: string): Error => new InvalidBatchError(chainId, range, text, 'batches');
	if (batches.length !== range.to - range.from + 1)
		throw fault(`${batches.length} batches were given`);
	for (const [index, batch] of batches.entries()) {
		const { number, blocks, openedAt, sealedAt, stages } = batch;
		const previous = batches[index - 1];
		if (number !== range.from + index)
			throw fault(`batch ${number} stands where ${range.from + index} should`);
		if (blocks.to < blocks.from || (previous && blocks.from !== previous.blocks.to + 1))
			throw fault(`batch ${number} has blocks ${blocks.from}–${blocks.to}, which do not follow`);
		if (sealedAt < openedAt || (previous && sealedAt < previous.sealedAt))
			throw fault(`batch ${number} was sealed at ${sealedAt}, before it can have been`);
		for (const stage of STAGES)
			if (stages[stage].at < openedAt)
				throw fault(`batch ${number} was opened at ${openedAt}, after its ${stage}`);
	}
}

async function checkStoredNeighbours(
	transaction: Transaction<Tables>,
	chainId: number,
	{ range, batches }: ExecutedBatches
): Promise<void> {
	const before = await selectBatchBlocks(transaction, chainId, range.from - 1);
	const after = await selectBatchBlocks(transaction, chainId, range.to + 1);
	const [first, last] = [batches[0]!.blocks, batches.at(-1)!.blocks];
	if ((before && before.to + 1 !== first.from) || (after && after.from - 1 !== last.to))
		throw new InvalidBatchError(
			chainId,
			range,
			`their blocks ${first.from}–${last.to} do not join the stored batches beside them`,
			'batches'
		);
}
