import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request as ask, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMadeSite, type MadeSite } from '../browser/made-site.ts';

const CLAIM = 'demo-l2-5000-tps';
const PAGES = ['/', `/claims/${CLAIM}`, '/articles/demo-two-chains'];
const ANSWERS = ['/api/v1/claims', `/api/v1/claims/${CLAIM}/verdicts`, '/api/v1/metrics'];
const EMBEDS = [
	...['', '?theme=dark', '.svg', '.svg?theme=light', '.png', '.png?w=400&theme=dark'],
	'.svg?theme=dark&utm_source=a'
].map((form) => `/embed/claims/${CLAIM}${form}`);
const TRIES = 100;

/** An answer as it came over the wire, without its date. */
interface Answer {
	readonly status: number;
	/** Names and values in turn, in order and spelling. */
	readonly headers: readonly string[];
	readonly length: number;
	/** Of the body. */
	readonly sha256: string;
	readonly body: Buffer;
	/** Whether it was answered before SvelteKit saw the request. */
	readonly atOnce: boolean;
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

interface Asking {
	readonly method?: string;
	readonly headers?: Record<string, string>;
}

describe('an answer that is kept', () => {
	const agent = new Agent({ keepAlive: true });
	let site: MadeSite;

	beforeAll(async () => {
		site = await startMadeSite(['--import', './tests/integration/mark-at-once.ts']);
	});
	afterAll(async () => {
		agent.destroy();
		await site?.remove();
	});

	/** Ask for a target as it is written, which `fetch` would parse first. */
	async function get(target: string, asking: Asking = {}): Promise<Answer> {
		const { hostname, port } = new URL(site.url);
		const sent = ask({ agent, hostname, port, path: target, ...asking }).end();
		const [answer] = (await once(sent, 'response')) as [IncomingMessage];
		const body = await buffer(answer);
		const headers = answer.rawHeaders.flatMap((name, at, all) =>
			at % 2 === 0 && name !== 'Date' ? [name, all[at + 1]!] : []
		);
		return {
			status: answer.statusCode!,
			headers,
			length: body.byteLength,
			sha256: sha256(body),
			body,
			atOnce: answer.statusMessage === 'At Once'
		};
	}

	const valueOf = ({ headers }: Answer, name: string) => headers[headers.indexOf(name) + 1];

	/** Ask until it is answered at once: the state of the data stands for a moment only. */
	async function getAtOnce(target: string, asking: Asking = {}): Promise<Answer> {
		for (let tries = 0; tries < TRIES; tries++) {
			const answer = await get(target, asking);
			if (answer.atOnce) return answer;
		}
		throw new Error(`${target} was never answered at once`);
	}

	it.each([...PAGES, ...ANSWERS, ...EMBEDS])(
		'is sent to the last byte as it was rendered: %s',
		async (target) => {
			const rendered = await get(target);
			expect(rendered).toMatchObject({ status: 200, atOnce: false });
			expect(rendered.length).toBeGreaterThan(1_000);
			const kept = await getAtOnce(target);
			expect(kept).toEqual({ ...rendered, atOnce: true });
			expect(valueOf(kept, 'content-length')).toBe(String(kept.length));
			expect(valueOf(kept, 'claimgauge-demo')).toBe('true');
			expect(valueOf(kept, 'x-content-type-options')).toBe('nosniff');
			if (!target.startsWith('/api'))
				expect(valueOf(kept, 'content-security-policy')).toContain("default-src 'none'");
			if (target.startsWith('/embed') || target.startsWith('/api'))
				expect(valueOf(kept, 'access-control-allow-origin')).toBe('*');
		}
	);

	it.each([`/claims/zksync-atlas-15000-tps`, `/embed/claims/${CLAIM}?theme=light`])(
		'is not sent to who holds it: %s',
		async (target) => {
			const holding = (tag: string) => ({ headers: { 'if-none-match': tag } });
			const rendered = await get(target, holding('*'));
			expect(rendered).toMatchObject({ status: 304, atOnce: false });
			expect(rendered.length).toBe(0);
			expect(await getAtOnce(target, holding('*'))).toEqual({ ...rendered, atOnce: true });
			const whole = await getAtOnce(target);
			const etag = valueOf(whole, 'etag')!;
			expect(valueOf(rendered, 'etag')).toBe(etag);
			for (const tag of [etag, `W/${etag}`, `"other", ${etag}`])
				expect(await getAtOnce(target, holding(tag)), tag).toEqual({ ...rendered, atOnce: true });
			expect(await getAtOnce(target, holding('"other"'))).toEqual(whole);
		}
	);

	it.each([
		['br', brotliDecompressSync],
		['gzip', gunzipSync]
	] as const)('is the same when it is unpacked from %s', async (encoding, unpack) => {
		const asking = { headers: { 'accept-encoding': encoding } };
		for (const target of [PAGES[1]!, EMBEDS[0]!, EMBEDS[2]!, EMBEDS[4]!]) {
			const whole = await getAtOnce(target);
			const packed = await getAtOnce(target, asking);
			const isPicture = target.includes('.png');
			expect(packed.headers.includes('content-encoding'), target).toBe(!isPicture);
			expect(sha256(isPicture ? packed.body : unpack(packed.body)), target).toBe(whole.sha256);
			if (isPicture) continue;
			expect(packed.length).toBeLessThan(whole.length / 2);
			expect(valueOf(packed, 'content-length')).toBe(String(packed.length));
			expect(valueOf(packed, 'vary')).toBe('accept-encoding');
			// Either form is known by the tag of the other.
			const tag = valueOf(packed, 'etag')!;
			expect(await getAtOnce(target, { headers: { 'if-none-match': tag } })).toMatchObject({
				status: 304
			});
		}
	});

	it.each([PAGES[1]!, EMBEDS[4]!])('is sent to HEAD without its body: %s', async (target) => {
		const whole = await getAtOnce(target);
		const head = await getAtOnce(target, { method: 'HEAD' });
		expect(head).toEqual({ ...whole, length: 0, sha256: sha256(''), body: Buffer.alloc(0) });
		// the connection is in order: what comes next on it is understood
		expect(await getAtOnce(target)).toEqual(whole);
	});

	it.each<[string, string, Asking, number]>([
		['another method', '/', { method: 'POST' }, 405],
		['another method', '/', { method: 'OPTIONS' }, 204],
		['another method', EMBEDS[0]!, { method: 'PUT' }, 405],
		['a cookie', '/', { headers: { cookie: 'a=b' } }, 200],
		['a parameter', '/?utm_source=a', {}, 200],
		['a parameter that is refused', `${EMBEDS[0]}?theme=`, {}, 400],
		['a parameter that is refused', `/embed/claims/${CLAIM}.png?w=9`, {}, 400],
		['a slash at its end', `/claims/${CLAIM}/`, {}, 308],
		['a fragment', `/claims/${CLAIM}#a`, {}, 200],
		['another spelling', `/articles/../claims/${CLAIM}`, {}, 200],
		['no such claim', '/claims/none', {}, 404],
		['what no data moves', '/api/v1/status', {}, 200],
		['a file', '/favicon.svg', {}, 200]
	])('is left to SvelteKit: %s at %s', async (_, target, asking, status) => {
		await getAtOnce('/');
		for (let tries = 0; tries < 3; tries++)
			expect(await get(target, asking)).toMatchObject({ status, atOnce: false });
	});

	it('is not sent in place of a page’s data, which has the same path to SvelteKit', async () => {
		await getAtOnce(PAGES[1]!);
		const data = await get(`${PAGES[1]}/__data.json`);
		expect(data).toMatchObject({ status: 200, atOnce: false });
		expect(valueOf(data, 'content-type')).toBe('application/json');
	});

	it.each(['judgeLater', 'recordLaterHead', 'addBusyHour'] as const)(
		'is sent for no other state of the data: %s',
		async (change) => {
			const targets = [...PAGES, ANSWERS[0]!, ...EMBEDS];
			const before = await getAtOnce('/');
			for (const target of targets) await getAtOnce(target);
			await site[change]();
			const after = await changed(before);
			expect(after).toMatchObject({ status: 200, atOnce: false });
			expect(await getAtOnce('/')).toEqual({ ...after, atOnce: true });
			for (const target of targets.slice(1)) {
				const rendered = await get(target);
				expect(rendered, target).toMatchObject({ status: 200, atOnce: false });
				expect(await getAtOnce(target)).toEqual({ ...rendered, atOnce: true });
			}
		}
	);

	/** The scoreboard, once it is another one. */
	async function changed(before: Answer): Promise<Answer> {
		for (let tries = 0; tries < TRIES; tries++) {
			const answer = await get('/');
			if (answer.sha256 !== before.sha256) return answer;
			await sleep(50);
		}
		throw new Error('the scoreboard never changed');
	}
});
