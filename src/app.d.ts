import type { AnswerAtOnce } from '#lib/server/render/answer-at-once.ts';
import type { BlockFeed } from '#lib/server/live/block-feed.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import type { DataState } from '#lib/server/view/data-state.ts';

declare global {
	/** Put here by the hooks for the server in front of them: in one process they share no module. */
	var answerAtOnce: AnswerAtOnce | undefined;

	namespace App {
		interface Locals {
			/** The site's only way to data: a read-only store. */
			reader: StoreReader;
			/** True when the open database was made by `npm run demo`. */
			demo: boolean;
			/** The site's public address, without a slash at its end. */
			siteUrl: string;
			/** The state of the data. What pages show of clock and heads must come from here: bytes are kept by it. */
			dataState: () => Promise<DataState>;
			/** Tells of new blocks as they are stored. */
			blockFeed: BlockFeed;
		}
	}
}

export {};
