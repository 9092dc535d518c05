import type { Handle, ServerInit } from '@sveltejs/kit';
import { parseSettings } from '#lib/domain/settings.ts';
import { byteCache } from '#lib/server/render/byte-cache.ts';
import { cachedAnswers, cacheKey } from '#lib/server/render/cached-answers.ts';
import { openReader } from '#lib/server/store/open.ts';
import type { StoreReader } from '#lib/server/store/ports.ts';
import { dataStates, type DataState } from '#lib/server/view/data-state.ts';

/** Bytes of rendered pages and pictures that this process keeps. */
const CACHE_BYTES = 64 * 1024 * 1024;

let reader: StoreReader;
let demo: boolean;
let siteUrl: string;
let dataState: () => Promise<DataState>;
const answers = cachedAnswers(byteCache(CACHE_BYTES));

/** Open the database once, read-only. The site holds no endpoint and cannot write. */
export const init: ServerInit = async () => {
	const settings = parseSettings(process.env);
	reader = await openReader(settings.databaseUrl);
	demo = await reader.isDemo();
	siteUrl = settings.siteUrl;
	dataState = dataStates(reader, Date.now);
	// Sent by adapter-node when the last request is answered: open connections would keep the process.
	process.once('sveltekit:shutdown', () => reader.close());
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.reader = reader;
	event.locals.demo = demo;
	event.locals.siteUrl = siteUrl;
	event.locals.dataState = dataState;
	const render = async (): Promise<Response> => {
		const response = await resolve(event);
		response.headers.set('x-content-type-options', 'nosniff');
		// embeds and pages bring their own
		if (!response.headers.has('content-security-policy'))
			response.headers.set('content-security-policy', "frame-ancestors 'self'");
		if (demo) response.headers.set('claimgauge-demo', 'true');
		return response;
	};
	const key = event.isDataRequest ? null : cacheKey(event.request, event.url);
	if (key === null) return render();
	const { version } = await dataState();
	return answers(event.request, { key, version }, render);
};
