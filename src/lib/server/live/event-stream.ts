import type { BlockFeed } from './block-feed.ts';
import type { ChainNews } from './news.ts';

/** Milliseconds after which a browser asks again when the connection is lost. */
const RETRY_MS = 2_000;
/** Less than proxies wait before they take a silent connection for a dead one. */
const HEARTBEAT_MS = 15_000;
/** Bytes that one listener may leave unread: who is slower is let go, and gets the newest when it asks again. */
const MOST_UNREAD = 256 * 1024;

/** What a listener has been told last of each chain: the names of what it was told, by chain. */
type Told = Map<number, string>;

/** What stands in an event's id, so that whoever asks again is told only what has changed since. */
export function eventId(told: Told): string {
	return [...told].map(([chain, name]) => `${chain}-${name}`).join('.');
}

/** What an id of ours says; empty for any other text. */
export function toldBefore(id: string | null): Told {
	const parts = id?.split('.') ?? [];
	if (!parts.every((part) => /^\d{1,15}-[0-9a-f]{12}$/.test(part))) return new Map();
	return new Map(parts.map((part) => [Number(part.split('-')[0]), part.split('-')[1] ?? '']));
}

/**
 * What a feed tells as server-sent events, of one chain or (null) of all; `lastEventId` is the last that the
 * listener has. Null where it has no room for another listener.
 */
export function eventStream(
	feed: BlockFeed,
	chain: number | null,
	lastEventId: string | null
): ReadableStream<Uint8Array> | null {
	const told = toldBefore(lastEventId);
	const encoder = new TextEncoder();
	const parts: { controller?: ReadableStreamDefaultController<Uint8Array> } = {};
	let leave: (() => void) | null = null;
	let waiting = `retry: ${RETRY_MS}\n: listening\n\n`;

	function stop(): void {
		clearInterval(heartbeat);
		leave?.();
	}
	function send(text: string): void {
		const { controller } = parts;
		if (!controller) {
			waiting += text;
			return;
		}
		controller.enqueue(encoder.encode(text));
		if ((controller.desiredSize ?? 0) > 0) return;
		stop();
		controller.error(new Error('the listener does not read'));
	}
	const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS);
	heartbeat.unref();

	leave = feed.listen({
		tell({ chain: about, name, json }: ChainNews) {
			if ((chain !== null && about !== chain) || told.get(about) === name) return;
			told.set(about, name);
			send(`event: chain\nid: ${eventId(told)}\ndata: ${json}\n\n`);
		},
		end() {
			clearInterval(heartbeat);
			parts.controller?.close();
		}
	});
	if (!leave) {
		clearInterval(heartbeat);
		return null;
	}
	return new ReadableStream<Uint8Array>(
		{
			start(controller) {
				parts.controller = controller;
				send(waiting);
			},
			cancel: stop
		},
		new ByteLengthQueuingStrategy({ highWaterMark: MOST_UNREAD })
	);
}
