import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import type { Statistic } from '#lib/domain/metrics/metric.ts';
import type { StoredObservation } from '#lib/domain/observations.ts';
import type { InForce } from '#lib/domain/prices.ts';
import type { StoredBlock } from '#lib/server/store/ports/blocks.ts';
import type { FullnessHour } from '#lib/server/store/ports/rollups.ts';
import { blocksShowing } from './fork-figures.ts';
import type { MeasureInputs } from './inputs.ts';

/** SHA-256 of a text, in hex. */
export function sha256Text(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** SHA-256, in hex, of the canonical JSON of any plain data. */
export function sha256Of(data: unknown): string {
	return sha256Text(canonicalJson(data));
}

/**
 * SHA-256 of what a value was computed from: the hourly rollup rows and edge blocks, in order, and which parts of
 * the window are observed. No clock, endpoint or code version: whoever collects the same blocks gets the same hash.
 * Of prices it is their hours; a statistic that looks at each round (`max_rise`) hashes the rounds too.
 */
export function inputHash(inputs: readonly MeasureInputs[], statistic: Statistic): string {
	return sha256Of(
		inputs.map(
			({
				chain,
				window,
				observed,
				hours,
				histogram,
				peaks,
				feeHours,
				userOps,
				fullnessHours,
				prices,
				edgeBlocks,
				edgeParents,
				stageTimes,
				l1Transactions,
				settled,
				checkHours,
				observations,
				spans,
				events
			}) => ({
				chain: chain.id,
				window,
				observed,
				hours: hours.map((hour) => ({ ...hour, gas: hour.gas.toString() })),
				histogram,
				peaks,
				feeHours: feeHours.map((hour) => ({ ...hour, sum: hour.sum.toString() })),
				// Left out where none is needed: what was measured before they were kept has the same hash.
				...(prices ? { prices: prices.hours } : {}),
				...(prices && statistic === 'max_rise' ? { rounds: prices.inForce.map(plainPrice) } : {}),
				...(userOps ? { userOps: { hours: userOps.hours, extras: [...userOps.extras] } } : {}),
				...(fullnessHours ? plainFullness(fullnessHours, edgeBlocks) : {}),
				edgeBlocks: edgeBlocks.map(plainBlock),
				edgeParents: edgeParents.map(plainBlock),
				// Where there are any: what was measured before they were collected has the same hash.
				...(stageTimes.length > 0 ? { stageTimes } : {}),
				...(l1Transactions.length > 0 ? { l1Transactions } : {}),
				...(settled ? { settled: settled.batches } : {}),
				...(checkHours.length > 0 ? { checkHours } : {}),
				...(observations.length > 0 ? { observations: observations.map(plainObservation) } : {}),
				...(spans.length > 0 ? { spans } : {}),
				// By the name that these blocks have in every hash so far.
				...(events.length > 0 ? { spans: events.map(blocksShowing) } : {})
			})
		)
	);
}

function plainBlock({ number, timestamp, txCount, userTxCount, gasUsed, baseFee }: StoredBlock) {
	return {
		...{ number, timestamp, txCount, userTxCount, gasUsed },
		baseFee: baseFee?.toString() ?? null
	};
}

function plainPrice({ from, to, usd, round }: InForce) {
	return { from, to, usd, phase: round.phase, round: round.round };
}

/** Without who answered: whoever asks the same gets the same hash. */
function plainObservation({ chainId, subject, value, detail, ...seen }: StoredObservation) {
	const { firstSeenAt, firstBlock, lastSeenAt, lastBlock } = seen;
	return { chainId, subject, value, detail, firstSeenAt, firstBlock, lastSeenAt, lastBlock };
}

function plainFullness(hours: readonly FullnessHour[], edgeBlocks: readonly StoredBlock[]) {
	return {
		fullness: {
			hours: hours.map((hour) => ({
				...hour,
				...{ gasUsed: hour.gasUsed.toString(), gasLimit: hour.gasLimit.toString() }
			})),
			edgeLimits: edgeBlocks.map(({ gasLimit }) => gasLimit)
		}
	};
}
