import { setTimeout as wait } from 'node:timers/promises';

/** Time as pacing and retries see it; tests pass their own. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after so many milliseconds; rejects with the signal's reason. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
	now: () => Date.now(),
	async sleep(milliseconds, signal) {
		try {
			await wait(milliseconds, undefined, signal && { signal });
		} catch (error) {
			throw signal?.aborted ? signal.reason : error;
		}
	}
};
