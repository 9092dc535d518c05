import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, request } from 'undici';
import { CODE_VERSION } from '#lib/server/code-version.ts';
import { ImportError } from './import-error.ts';
import { refusedAddress } from './refused-address.ts';
import { allowedByRobots } from './robots.ts';

const AGENT = 'Claimgauge';
const USER_AGENT = `${AGENT}/${CODE_VERSION} (imports one article for an editor; respects robots.txt)`;
const REDIRECTS = 3;
const SAVE_IT = 'Save the page in a browser and import the file';

/** How far a fetch may go, and whom it asks about addresses. */
export interface FetchLimits {
	readonly bytes: number;
	/** For everything: names, robots.txt, redirects, the page. */
	readonly milliseconds: number;
	/** The IP addresses of a host’s name. */
	readonly resolve: (host: string) => Promise<readonly string[]>;
	/** Why an address is not fetched from, or null. */
	readonly refused: (address: string) => string | null;
}

export const FETCH_LIMITS: FetchLimits = {
	bytes: 2_000_000,
	milliseconds: 10_000,
	resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
	refused: refusedAddress
};

export interface Page {
	/** Where it was found, after redirects. */
	readonly url: string;
	readonly body: string;
	readonly type: 'text/html' | 'text/plain';
}

interface Answer {
	readonly status: number;
	readonly type: string;
	readonly charset: string | undefined;
	readonly location: string | undefined;
	readonly body: Uint8Array;
}

/**
 * One public page. Every host, also of a redirect, is resolved once, all of its addresses are checked, and
 * the connection goes to the one that was checked. robots.txt is respected. Throws ImportError, which
 * says what failed, at which address, and what to do instead.
 */
export async function fetchPage(
	address: string,
	limits: FetchLimits = FETCH_LIMITS
): Promise<Page> {
	const signal = AbortSignal.timeout(limits.milliseconds);
	let url = parseUrl(address);
	for (let hop = 0; hop <= REDIRECTS; hop++) {
		const to = await checkedAddress(url, limits, signal);
		await askRobots(url, to, limits, signal);
		const answer = await get(url, to, limits, signal);
		if (answer.location === undefined) return pageOf(url, answer);
		url = redirected(url, answer.location);
	}
	throw failed(address, `was redirected more than ${REDIRECTS} times`);
}

function parseUrl(address: string): URL {
	const url = URL.parse(address);
	if (!url)
		throw failed(address, 'is no address', 'Give it whole, as in https://example.org/news/1');
	if (url.protocol !== 'http:' && url.protocol !== 'https:')
		throw failed(address, `begins with ${url.protocol}//, and only http and https are fetched`);
	if (url.username !== '' || url.password !== '')
		throw failed(
			`${url.protocol}//${url.host}${url.pathname}`,
			'was given with a user name or password, and only public pages are fetched'
		);
	url.hash = '';
	return url;
}

function redirected(from: URL, location: string): URL {
	const to = URL.parse(location, from.href);
	if (!to) throw failed(from.href, `redirects to ${JSON.stringify(location)}, which is no address`);
	return parseUrl(to.href);
}

async function askRobots(
	url: URL,
	address: string,
	limits: FetchLimits,
	signal: AbortSignal
): Promise<void> {
	let robots = new URL('/robots.txt', url);
	let to = address;
	for (let hop = 0; hop <= REDIRECTS; hop++) {
		const answer = await get(robots, to, limits, signal);
		if (answer.location !== undefined) {
			robots = redirected(robots, answer.location);
			to = await checkedAddress(robots, limits, signal);
			continue;
		}
		// By RFC 9309 a site that cannot tell its rules is to be left alone; one that has none allows all.
		if (answer.status >= 500)
			throw failed(url.href, `may not be asked for: ${robots.href} answered ${answer.status}`);
		if (answer.status >= 300) return;
		const path = url.pathname + url.search;
		if (!allowedByRobots(new TextDecoder().decode(answer.body), AGENT, path))
			throw failed(url.href, `may not be fetched by programs: ${robots.href} disallows it`);
		return;
	}
}

/** One GET from a checked address, its redirect not followed. */
async function get(
	url: URL,
	address: string,
	limits: FetchLimits,
	signal: AbortSignal
): Promise<Answer> {
	const agent = new Agent({
		pipelining: 0,
		connect: {
			// Whatever the name resolves to by now: the connection goes where the check looked.
			lookup: (_host, options, done) => {
				const family = isIP(address);
				if (options.all) done(null, [{ address, family }]);
				else done(null, address, family);
			}
		}
	});
	try {
		const { statusCode, headers, body } = await request(url, {
			dispatcher: agent,
			signal,
			headers: {
				'user-agent': USER_AGENT,
				accept: 'text/html, text/plain;q=0.9',
				'accept-encoding': 'identity'
			}
		});
		const one = (name: string): string | undefined => [headers[name] ?? []].flat()[0];
		const encoding = one('content-encoding');
		if (encoding !== undefined && encoding !== 'identity')
			throw failed(url.href, `came compressed (${encoding}), which was not asked for`);
		const [type = '', ...parameters] = (one('content-type') ?? '').split(';');
		const isRedirect = [301, 302, 303, 307, 308].includes(statusCode);
		return {
			status: statusCode,
			type: type.trim().toLowerCase(),
			charset: /charset="?([^"\s;]+)/i.exec(parameters.join(';'))?.[1],
			location: isRedirect ? one('location') : undefined,
			body: isRedirect ? new Uint8Array() : await bounded(url, body, limits.bytes)
		};
	} catch (error) {
		if (signal.aborted) throw late(url, limits);
		if (error instanceof ImportError) throw error;
		throw failed(
			url.href,
			`cannot be fetched (${error instanceof Error ? error.message : String(error)})`
		);
	} finally {
		await agent.destroy();
	}
}

async function bounded(
	url: URL,
	body: AsyncIterable<Uint8Array>,
	limit: number
): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > limit) throw failed(url.href, `is longer than ${limit.toLocaleString('en')} bytes`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** The address to connect to: the host’s first one, when none of them is refused. */
async function checkedAddress(url: URL, limits: FetchLimits, signal: AbortSignal): Promise<string> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	const addresses = isIP(host) > 0 ? [host] : await resolved(url, host, limits, signal);
	for (const address of addresses) {
		const why = limits.refused(address);
		if (why !== null)
			throw failed(
				url.href,
				`leads to ${address}, which is ${why}: only public addresses are fetched from`
			);
	}
	const [first] = addresses;
	if (first === undefined) throw failed(url.href, `cannot be found: ${host} has no address`);
	return first;
}

async function resolved(
	url: URL,
	host: string,
	limits: FetchLimits,
	signal: AbortSignal
): Promise<readonly string[]> {
	const { promise: ended, reject } = Promise.withResolvers<never>();
	const end = (): void => reject(late(url, limits));
	signal.addEventListener('abort', end, { once: true });
	try {
		return await Promise.race([limits.resolve(host), ended]);
	} catch (error) {
		if (error instanceof ImportError) throw error;
		throw failed(
			url.href,
			`cannot be found: ${host} does not resolve (${error instanceof Error ? error.message : String(error)})`
		);
	} finally {
		signal.removeEventListener('abort', end);
	}
}

function pageOf(url: URL, { status, type, charset, body }: Answer): Page {
	if (status !== 200) throw failed(url.href, `answered ${status}`);
	if (type !== 'text/html' && type !== 'text/plain')
		throw failed(
			url.href,
			`is ${type || 'of no stated type'}, and only text/html and text/plain are read`
		);
	return { url: url.href, type, body: decoded(url, body, charset) };
}

function decoded(url: URL, body: Uint8Array, charset: string | undefined): string {
	const head = new TextDecoder('latin1').decode(body.subarray(0, 2048));
	const label = charset ?? /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ?? 'utf-8';
	try {
		return new TextDecoder(label).decode(body);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw failed(url.href, `is written in ${JSON.stringify(label)}, which is not known here`);
	}
}

function failed(url: string, what: string, instead = SAVE_IT): ImportError {
	return new ImportError(`${url} ${what}. ${instead}.`);
}

function late(url: URL, { milliseconds }: FetchLimits): ImportError {
	return failed(url.href, `was not there within ${milliseconds / 1000} s in all`);
}
