/** How many blocks to fetch between two commits. */
export interface BatchSize {
	now(): number;
	/** Learn from a batch of that size that took so long. */
	took(size: number, milliseconds: number): void;
}

/** A batch that takes about this long loses little when the pass is ended, and fills the pipe. */
const WANTED_MS = 2_000;

/** Start small and follow the endpoint's pace, at most `most`: a fast one gets few commits, a slow one loses little. */
export function createBatchSize(first: number, most: number): BatchSize {
	let size = first;
	return {
		now: () => size,
		took(asked, milliseconds) {
			if (asked < size && milliseconds < WANTED_MS) return;
			const fitting = Math.round((asked * WANTED_MS) / Math.max(1, milliseconds));
			size = Math.min(most, Math.max(10, Math.min(fitting, size * 4)));
		}
	};
}
