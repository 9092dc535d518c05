import { describe, expect, it } from 'vitest';
import { byteCache } from './byte-cache.ts';
import { cachedAnswers } from './cached-answers.ts';

const ask = (init: RequestInit = {}) => new Request('http://site.example/', init);

/** Answers over a cache of their own, and how often each was rendered. */
function answering(render: () => Response | Promise<Response> = page) {
	const answers = cachedAnswers(byteCache(1_000_000));
	let rendered = 0;
	return {
		rendered: () => rendered,
		get: (request = ask(), version = '1', at = '/') =>
			answers(request, { key: at, version }, async () => {
				rendered += 1;
				return render();
			})
	};
}

function page(): Response {
	return new Response('the page', { headers: { etag: '"e1"', 'content-type': 'text/html' } });
}

describe('cachedAnswers', () => {
	it('keeps no failure and no cookie', async () => {
		const failing = answering(() => new Response('no', { status: 404 }));
		const personal = answering(() => new Response('yes', { headers: { 'set-cookie': 'a=b' } }));
		for (const each of [failing, personal]) {
			await each.get();
			await (await each.get()).text();
			expect(each.rendered()).toBe(2);
		}
	});

	it('leaves nothing behind when rendering throws', async () => {
		let broken = true;
		const site = answering(() => {
			if (broken) throw new Error('database is away');
			return page();
		});
		await expect(site.get()).rejects.toThrow('database is away');
		broken = false;
		expect(await (await site.get()).text()).toBe('the page');
	});

	it('renders once, then sends the same bytes and headers', async () => {
		const site = answering();
		const [first, second] = [await site.get(), await site.get()];
		expect(site.rendered()).toBe(1);
		expect(await second.text()).toBe(await first.text());
		expect([...second.headers]).toEqual([...first.headers]);
		expect(second.headers.get('content-length')).toBe('8');
	});

	it('renders anew for another version, and never sends the old one again', async () => {
		let text = 'old';
		const site = answering(() => new Response(text));
		expect(await (await site.get(ask(), '1')).text()).toBe('old');
		text = 'new';
		expect(await (await site.get(ask(), '2')).text()).toBe('new');
		expect(await (await site.get(ask(), '2')).text()).toBe('new');
		expect(site.rendered()).toBe(2);
	});

	it('renders once for all who ask at the same time', async () => {
		const site = answering(async () => {
			await new Promise((resolve) => setTimeout(resolve, 5));
			return page();
		});
		const all = await Promise.all(Array.from({ length: 20 }, () => site.get()));
		expect(site.rendered()).toBe(1);
		for (const each of all) expect(await each.text()).toBe('the page');
	});

	it.each(['"e1"', 'W/"e1"', '"other", "e1"', '*'])(
		'answers If-None-Match %s with 304',
		async (tag) => {
			const site = answering();
			await site.get();
			const answer = await site.get(ask({ headers: { 'if-none-match': tag } }));
			expect(answer.status).toBe(304);
			expect(answer.headers.get('etag')).toBe('"e1"');
			expect(await answer.text()).toBe('');
		}
	);

	it('answers 304 on a miss too, and 200 for another tag', async () => {
		const site = answering();
		const known = ask({ headers: { 'if-none-match': '"e1"' } });
		expect((await site.get(known)).status).toBe(304);
		const unknown = ask({ headers: { 'if-none-match': '"e2"' } });
		expect(await (await site.get(unknown)).text()).toBe('the page');
	});

	it('answers HEAD with headers and length alone, and keeps nothing of it', async () => {
		const site = answering();
		const head = ask({ method: 'HEAD' });
		await site.get(head);
		expect(await (await site.get()).text()).toBe('the page');
		expect(site.rendered()).toBe(2);
		const answer = await site.get(head);
		expect(answer.headers.get('content-length')).toBe('8');
		expect(await answer.text()).toBe('');
		expect(site.rendered()).toBe(2);
	});
});
