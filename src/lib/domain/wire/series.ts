export interface SeriesPointJson {
	t: string;
	value: number | string | null;
	n: number;
	coverage: number;
	provisional: boolean;
	/** Why there is no value, in words; null where there is one. */
	reason: string | null;
	/** Whether all of the bucket is covered, and the chain made no block in it. */
	no_block: boolean;
	/** The first and the last block of the bucket that are stored; null where it is no matter of blocks. */
	from_block: number | null;
	to_block: number | null;
	/** Where a maximum lies; null for other statistics. */
	peak_at: { time: string; block: number } | null;
	/** The 10th and the 90th percentile beside a median, where the metric has them. */
	spread: [number | string, number | string] | null;
}

export interface SeriesJson {
	chain: number;
	demo: boolean;
	metric: string;
	statistic: string;
	peak_window: string | null;
	unit: string;
	resolution: '1m' | '1h' | '1d';
	from: string;
	to: string;
	points: SeriesPointJson[];
}
