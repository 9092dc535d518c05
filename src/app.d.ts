import type { StoreReader } from '#lib/server/store/ports.ts';

declare global {
	namespace App {
		interface Locals {
			/** The site's only way to data: a read-only store. */
			reader: StoreReader;
			/** True when the open database was made by `npm run demo`. */
			demo: boolean;
		}
	}
}

export {};
