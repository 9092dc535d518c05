/** The time that is marked on all charts of a page at once, Unix seconds. */
export interface Crosshair {
	readonly time: number;
	/** Stays when the pointer leaves. */
	readonly pinned: boolean;
	/** The chain whose chart it was set on: that one speaks. */
	readonly chain: number;
}
