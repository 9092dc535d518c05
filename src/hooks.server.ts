import { setTimeout as sleep } from 'node:timers/promises';
import type { Handle, ServerInit } from '@sveltejs/kit';
import { parseSettings } from '#lib/domain/settings.ts';
import { blockFeed, type BlockFeed } from '#lib/server/live/block-feed.ts';
import { answersAtOnce } from '#lib/server/render/answer-at-once.ts';
import { byteCache } from '#lib/server/render/byte-cache.ts';
import { cacheKey, showsHeads } from '#lib/server/render/cache-key.ts';
import { cachedAnswers } from '#lib/server/render/cached-answers.ts';
import { encodedResponse } from '#lib/server/render/encoded-response.ts';
import { openReader } from '#lib/server/store/open.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { dataStates, type DataState, type DataStates } from '#lib/server/view/data-state.ts';

/** Bytes of rendered pages and pictures that this process keeps. */
const CACHE_BYTES = 64 * 1024 * 1024;
/** Listeners for new blocks that this process has at a time, and how often the database is read for them. */
const MOST_LISTENERS = 200;
const READ_BLOCKS_MS = 500;

let reader: StoreReader;
let demo: boolean;
let siteUrl: string;
let states: DataStates;
let feed: BlockFeed;
const cache = byteCache(CACHE_BYTES);
const answers = cachedAnswers(cache);

/** Open the database once, read-only. The site holds no endpoint and cannot write. */
export const init: ServerInit = async () => {
	const settings = parseSettings(process.env);
	reader = await openReader(settings.databaseUrl);
	demo = await reader.isDemo();
	siteUrl = settings.siteUrl;
	states = dataStates(reader, Date.now);
	globalThis.answerAtOnce = answersAtOnce(cache, (key) => {
		const standing = states.standing();
		return standing && versionFor(key, standing);
	});
	feed = blockFeed(reader, {
		most: MOST_LISTENERS,
		wait: () => sleep(READ_BLOCKS_MS, undefined, { ref: false })
	});
	// Sent by the server when it is told to end: whoever listens would hold it up.
	process.once('claimgauge:ending', () => feed.end());
	// Sent by the server when the last request is answered: open connections would keep the process.
	process.once('sveltekit:shutdown', () => reader.close());
};

function versionFor(key: string, state: DataState): string {
	return showsHeads(key) ? state.headsVersion : state.version;
}

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.reader = reader;
	event.locals.demo = demo;
	event.locals.siteUrl = siteUrl;
	event.locals.dataState = states.read;
	event.locals.blockFeed = feed;
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
	const version = versionFor(key, await states.read());
	return encodedResponse(request, await answers(request, { key, version }, render));
};
