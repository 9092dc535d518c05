import type { Handle, ServerInit } from '@sveltejs/kit';
import { parseSettings } from '#lib/domain/settings.ts';
import { openReader } from '#lib/server/store/open.ts';
import type { StoreReader } from '#lib/server/store/ports.ts';

let reader: StoreReader;
let demo: boolean;

/** Open the database once, read-only. The site holds no endpoint and cannot write. */
export const init: ServerInit = async () => {
	reader = await openReader(parseSettings(process.env).databaseUrl);
	demo = await reader.isDemo();
	// Sent by adapter-node when the last request is answered: open connections would keep the process.
	process.once('sveltekit:shutdown', () => reader.close());
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.reader = reader;
	event.locals.demo = demo;
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	if (demo) response.headers.set('claimgauge-demo', 'true');
	return response;
};
