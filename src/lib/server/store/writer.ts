import type { Transaction } from 'kysely';
import type { FactKind } from '#lib/domain/block-range.ts';
import { addBatches } from './add-batches.ts';
import { addBlocks } from './add-blocks.ts';
import { discardAbove } from './discard.ts';
import { dropRawFacts } from './drop-raw-facts.ts';
import { dropRollups } from './drop-rollups.ts';
import type { Engine } from './engine.ts';
import { addFees } from './add-fees.ts';
import { addSettlement } from './add-settlement.ts';
import { recordCheck, recordIncident } from './endpoint-checks.ts';
import { recordHeadStall } from './head-stalls.ts';
import { recordCheckup } from './endpoint-checkups.ts';
import { recordMethods } from './endpoint-methods.ts';
import { follow } from './follow.ts';
import { checkRange, markMissing, want, type Ledger } from './ledger.ts';
import { loadLedger, saveLedger } from './ledger-rows.ts';
import { addFeeHistory } from './fee-history.ts';
import { recordForkActivation, recordToldForks } from './forks.ts';
import { markDemo, raiseDataVersion } from './meta.ts';
import { recordObservations } from './observations.ts';
import type { StoreWriter } from './ports/store.ts';
import { recordPrices } from './prices.ts';
import { recordEndpoint, recordHead, recordPass, unschedulePass } from './status.ts';
import { storableText } from './storable-text.ts';
import type { Tables } from './tables.ts';
import { registerReading, saveVerdict } from './verdicts.ts';

/** Every write of the port over one open database, each in a transaction of its own. */
export function storeWriter(engine: Engine): StoreWriter {
	const write = <Result>(
		body: (transaction: Transaction<Tables>) => Promise<Result>
	): Promise<Result> => engine.db.transaction().execute(body);
	const changeLedger = (chainId: number, kind: FactKind, change: (ledger: Ledger) => Ledger) =>
		write(async (transaction) => {
			const before = await loadLedger(transaction, chainId, kind);
			const after = change(before);
			if (after === before) return;
			await saveLedger(transaction, chainId, kind, before, after);
			await raiseDataVersion(transaction);
		});
	return {
		markDemo: () => write(markDemo),
		recordHead: (head) => write((transaction) => recordHead(transaction, head)),
		follow: (chainId, range) => write((transaction) => follow(transaction, chainId, range)),
		async extendWanted(chainId, kind, range) {
			checkRange(range);
			await changeLedger(chainId, kind, (ledger) => want(ledger, range));
		},
		addBlocks: (chainId, batch) =>
			write((transaction) => addBlocks(engine, transaction, chainId, batch)),
		addFees: (chainId, batch) =>
			write((transaction) => addFees(engine, transaction, chainId, batch)),
		addBatches: (chainId, given) =>
			write((transaction) => addBatches(engine, transaction, chainId, given)),
		addSettlement: (chainId, facts) =>
			write((transaction) => addSettlement(engine, transaction, chainId, facts)),
		async markGap(chainId, kind, range, reason, detail) {
			checkRange(range);
			const why = { reason, detail: storableText(detail) };
			await changeLedger(chainId, kind, (ledger) => markMissing(ledger, range, why));
		},
		discardAbove: (chainId, number, newTop) =>
			write((transaction) => discardAbove(engine, transaction, chainId, number, newTop)),
		dropRawFacts: (chainId, before) =>
			write((transaction) => dropRawFacts(transaction, chainId, before)),
		dropRollups: (chainId, before) =>
			write((transaction) => dropRollups(transaction, chainId, before)),
		giveBackSpace: () => write((transaction) => engine.giveBackSpace(transaction)),
		recordPrices: (feed, rounds, check, known = null) =>
			write((transaction) => recordPrices(transaction, feed, rounds, check, known)),
		addFeeHistory: (chainId, hours) =>
			write((transaction) => addFeeHistory(engine, transaction, chainId, hours)),
		recordToldForks: (chainId, forks) =>
			write((transaction) => recordToldForks(transaction, chainId, forks)),
		recordForkActivation: (chainId, activation) =>
			write((transaction) => recordForkActivation(transaction, chainId, activation)),
		recordObservations: (observations) =>
			write((transaction) => recordObservations(transaction, observations)),
		registerReading: (readingId, version, sha256) =>
			write((transaction) => registerReading(transaction, readingId, version, sha256)),
		saveVerdict: (verdict, computedAt, embed = null) =>
			write((transaction) => saveVerdict(transaction, verdict, computedAt, embed)),
		recordPass: (pass) => write((transaction) => recordPass(transaction, pass)),
		unschedulePass: (chainId) => write((transaction) => unschedulePass(transaction, chainId)),
		recordEndpoint: (endpoint) => write((transaction) => recordEndpoint(transaction, endpoint)),
		recordMethods: (methods) => write((transaction) => recordMethods(transaction, methods)),
		recordCheckup: (checkup) => write((transaction) => recordCheckup(transaction, checkup)),
		recordCheck: (check) => write((transaction) => recordCheck(transaction, check)),
		recordIncident: (incident) => write((transaction) => recordIncident(transaction, incident)),
		recordHeadStall: (chainId, stall) =>
			write((transaction) => recordHeadStall(transaction, chainId, stall)),
		close: () => engine.db.destroy()
	};
}
