import type { Handle, ServerInit } from '@sveltejs/kit';
import { parseSettings } from '#lib/domain/settings.ts';
import { answersAtOnce } from '#lib/server/render/answer-at-once.ts';
import { byteCache } from '#lib/server/render/byte-cache.ts';
import { cacheKey } from '#lib/server/render/cache-key.ts';
import { cachedAnswers } from '#lib/server/render/cached-answers.ts';
import { encodedResponse } from '#lib/server/render/encoded-response.ts';
import { openReader } from '#lib/server/store/open.ts';
import type { StoreReader } from '#lib/server/store/ports.ts';
import { dataStates, type DataStates } from '#lib/server/view/data-state.ts';

/** Bytes of rendered pages and pictures that this process keeps. */
const CACHE_BYTES = 64 * 1024 * 1024;

let reader: StoreReader;
let demo: boolean;
let siteUrl: string;
let states: DataStates;
const cache = byteCache(CACHE_BYTES);
const answers = cachedAnswers(cache);

/** Open the database once, read-only. The site holds no endpoint and cannot write. */
export const init: ServerInit = async () => {
	const settings = parseSettings(process.env);
	reader = await openReader(settings.databaseUrl);
	demo = await reader.isDemo();
	siteUrl = settings.siteUrl;
	states = dataStates(reader, Date.now);
	globalThis.answerAtOnce = answersAtOnce(cache, () => states.standing()?.version ?? null);
	// Sent by the server when the last request is answered: open connections would keep the process.
	process.once('sveltekit:shutdown', () => reader.close());
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.reader = reader;
	event.locals.demo = demo;
	event.locals.siteUrl = siteUrl;
	event.locals.dataState = states.read;
	const render = async (): Promise<Response> => {
		// Charts and words are in the page; scripts come after them, not beside them.
		const response = await resolve(event, { preload: ({ type }) => type === 'font' });
		response.headers.set('x-content-type-options', 'nosniff');
		// embeds and pages bring their own
		if (!response.headers.has('content-security-policy'))
			response.headers.set('content-security-policy', "frame-ancestors 'self'");
		if (demo) response.headers.set('claimgauge-demo', 'true');
		return response;
	};
	const { request, url, isDataRequest } = event;
	const hasCookie = request.headers.has('cookie');
	const key = cacheKey({
		method: request.method,
		hasCookie,
		pathname: url.pathname,
		search: url.search
	});
	if (key === null || isDataRequest) return encodedResponse(request, await render());
	const { version } = await states.read();
	return encodedResponse(request, await answers(request, { key, version }, render));
};
