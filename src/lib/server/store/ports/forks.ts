import type { ForkActivation, ToldFork } from '#lib/domain/forks-seen.ts';

/** The reads of what is known of forks, ascending in time. */
export interface ForkReads {
	/** What each host tells of them. */
	getToldForks(chainId: number): Promise<ToldFork[]>;
	getForkActivations(chainId: number): Promise<ForkActivation[]>;
}

/** The writes of forks. */
export interface ForkWrites {
	/** Keep what hosts tell of forks, in place of what each told before. */
	recordToldForks(chainId: number, forks: readonly ToldFork[]): Promise<void>;
	recordForkActivation(chainId: number, activation: ForkActivation): Promise<void>;
}
