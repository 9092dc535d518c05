import type { StoreReader } from '#lib/server/store/ports.ts';
import type { Freshness } from '#lib/server/view/freshness.ts';

declare global {
	namespace App {
		interface Locals {
			/** The site's only way to data: a read-only store. */
			reader: StoreReader;
			/** True when the open database was made by `npm run demo`. */
			demo: boolean;
			/** The site's public address, without a slash at its end. */
			siteUrl: string;
			/** How old the data is; what the site keeps of rendered pages is kept by it. */
			freshness: () => Promise<Freshness>;
		}
	}
}

export {};
