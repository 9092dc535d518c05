import type { Transaction } from 'kysely';
import { missingRanges } from '#lib/domain/block-range.ts';
import type { SettlementFacts } from '#lib/domain/settlement.ts';
import type { Engine } from './engine.ts';
import { InvalidBatchError } from './errors.ts';
import { checkRange, cover } from './ledger.ts';
import { loadLedger, saveLedger } from './ledger-rows.ts';
import { raiseDataVersion } from './meta.ts';
import { insertSettlement } from './settlement.ts';
import type { Tables } from './tables.ts';
import { MAX_INT64 } from './wide-integers.ts';

/**
 * Store what a chain’s contract told in a range of L1 blocks, with its place in the ledger; what is stored already is
 * left as it is. Throws InvalidBatchError where something lies outside the range, or a transaction is not given.
 */
export async function addSettlement(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	facts: SettlementFacts
): Promise<void> {
	checkRange(facts.range);
	checkFacts(chainId, facts);
	const before = await loadLedger(transaction, chainId, 'settlement');
	const fresh = missingRanges(facts.range, before.covered);
	if (fresh.length === 0) return;
	const isFresh = ({ l1Block }: { readonly l1Block: number }): boolean =>
		fresh.some(({ from, to }) => l1Block >= from && l1Block <= to);
	await insertSettlement(engine, transaction, chainId, {
		steps: facts.steps.filter(isFresh),
		reverts: facts.reverts.filter(isFresh),
		transactions: facts.transactions.filter(isFresh)
	});
	const after = cover(before, { ...facts.range, fromParentHash: null });
	await saveLedger(transaction, chainId, 'settlement', before, after);
	await raiseDataVersion(transaction);
}

function checkFacts(chainId: number, facts: SettlementFacts): void {
	const { range, steps, reverts, transactions } = facts;
	const fault = (text: string): Error => new InvalidBatchError(chainId, range, text);
	for (const { l1Block } of [...steps, ...reverts, ...transactions])
		if (l1Block < range.from || l1Block > range.to)
			throw fault(`what is of block ${l1Block} lies outside of them`);
	const known = new Set(transactions.map(({ hash }) => hash));
	for (const { batch, stage, txHash } of steps)
		if (!known.has(txHash))
			throw fault(`the transaction ${txHash} that did ${stage} batch ${batch} was not given`);
	for (const { hash, gasPrice, blobGasPrice } of transactions)
		if (gasPrice > MAX_INT64 || (blobGasPrice ?? 0n) > MAX_INT64)
			throw fault(`the transaction ${hash} paid more than 2⁶³ − 1 wei for one gas`);
}
