import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FETCH_LIMITS, fetchPage, type FetchLimits } from './fetch-page.ts';
import { refusedAddress } from './refused-address.ts';

const servers: Server[] = [];
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

/** A live server on a loopback address, and every path that it was asked for. */
async function listen(answer: RequestListener, host = '127.0.0.1') {
	const asked: string[] = [];
	const agents = new Set<string | undefined>();
	let connections = 0;
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		agents.add(request.headers['user-agent']);
		answer(request, response);
	});
	server.on('connection', () => connections++);
	await new Promise<void>((done) => server.listen(0, host, done));
	servers.push(server);
	const { port } = server.address() as AddressInfo;
	return { port, url: `http://${host}:${port}`, asked, agents, connections: () => connections };
}

/** The real limits, but that news.test is 127.0.0.1 and this one address may be fetched from. */
const LOCAL: FetchLimits = {
	...FETCH_LIMITS,
	resolve: async (host) => (host === 'news.test' ? ['127.0.0.1'] : FETCH_LIMITS.resolve(host)),
	refused: (address) => (address === '127.0.0.1' ? null : refusedAddress(address))
};

const page =
	(body: string | Buffer, type = 'text/html; charset=utf-8', status = 200): RequestListener =>
	(request, response) => {
		if (request.url === '/robots.txt') response.writeHead(404).end();
		else response.writeHead(status, { 'content-type': type }).end(body);
	};
const redirect =
	(location: string): RequestListener =>
	(request, response) => {
		if (request.url === '/robots.txt') response.writeHead(404).end();
		else response.writeHead(302, { location }).end();
	};

describe('a page', () => {
	it('is fetched from the address that was checked, by an agent that says its name', async () => {
		const site = await listen(page('<p>Häuser</p>'));
		const found = await fetchPage(`http://news.test:${site.port}/1#top`, LOCAL);
		expect(found).toEqual({
			url: `http://news.test:${site.port}/1`,
			type: 'text/html',
			body: '<p>Häuser</p>'
		});
		expect(site.asked).toEqual(['/robots.txt', '/1']);
		expect([...site.agents].join()).toMatch(/^Claimgauge\/\d+\.\d+\.\d+ \(/);
	});

	it('is resolved once, so that no second answer can lead elsewhere', async () => {
		const site = await listen(page('ok', 'text/plain'));
		const inside = await listen(page('secret'), '127.0.0.2');
		let asked = 0;
		const resolve = async () => [asked++ === 0 ? '127.0.0.1' : '127.0.0.2'];
		const found = await fetchPage(`http://news.test:${site.port}/`, { ...LOCAL, resolve });
		expect(found.body).toBe('ok');
		expect(asked).toBe(1);
		expect(inside.connections()).toBe(0);
	});

	it('is checked anew where a redirect names the same host', async () => {
		const site = await listen(redirect('/again'));
		let asked = 0;
		const resolve = async () => [asked++ === 0 ? '127.0.0.1' : '127.0.0.2'];
		await expect(
			fetchPage(`http://news.test:${site.port}/`, { ...LOCAL, resolve })
		).rejects.toThrow('/again leads to 127.0.0.2, which is loopback');
		expect(site.asked).toEqual(['/robots.txt', '/']);
	});

	it('is decoded as it says, in its header or its head', async () => {
		const latin = Buffer.from('<meta charset="iso-8859-1"><p>Häuser', 'latin1');
		for (const type of ['text/html', 'text/html; charset="ISO-8859-1"']) {
			const site = await listen(page(latin, type));
			expect((await fetchPage(site.url, LOCAL)).body).toContain('Häuser');
		}
	});

	it('is followed to where it moved, three times', async () => {
		const site = await listen((request, response) => {
			const hop = Number(/\d/.exec(request.url ?? '')?.[0]);
			if (request.url === '/robots.txt') response.writeHead(404).end();
			else if (hop > 0) response.writeHead(301, { location: `/${hop - 1}` }).end();
			else response.writeHead(200, { 'content-type': 'text/plain' }).end('there');
		});
		expect((await fetchPage(`${site.url}/3`, LOCAL)).body).toBe('there');
		await expect(fetchPage(`${site.url}/4`, LOCAL)).rejects.toThrow(
			'was redirected more than 3 times'
		);
	});
});

describe('no page is fetched', () => {
	it('from this machine, and no connection is made', async () => {
		const site = await listen(page('secret'));
		for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '0x7f000001', '2130706433'])
			await expect(fetchPage(`http://${host}:${site.port}/`), host).rejects.toThrow(
				/leads to .*, which is (?:loopback|IPv4 within IPv6): only public addresses are fetched from\. Save the page/
			);
		expect(site.connections()).toBe(0);
	});

	it.each([
		'http://10.0.0.1/',
		'http://169.254.169.254/latest/meta-data/',
		'http://[::1]/',
		'http://[fd00::1]/',
		'http://192.168.0.1/',
		'http://100.64.0.1/'
	])('that redirects to %s', async (target) => {
		const site = await listen(redirect(target));
		await expect(fetchPage(site.url, LOCAL)).rejects.toThrow(`${target} leads to`);
	});

	it('that redirects to another address of this machine, where a server listens', async () => {
		const inside = await listen(page('secret'), '127.0.0.2');
		const site = await listen(redirect(`${inside.url}/admin`));
		await expect(fetchPage(site.url, LOCAL)).rejects.toThrow(
			'leads to 127.0.0.2, which is loopback'
		);
		expect(inside.connections()).toBe(0);
	});

	it('whose robots.txt redirects to another address of this machine', async () => {
		const inside = await listen(page('secret', 'text/plain'), '127.0.0.2');
		const site = await listen((_request, response) =>
			response.writeHead(302, { location: `${inside.url}/robots.txt` }).end()
		);
		await expect(fetchPage(site.url, LOCAL)).rejects.toThrow(
			'/robots.txt leads to 127.0.0.2, which is loopback'
		);
		expect(inside.connections()).toBe(0);
	});

	it('whose host has one private address among public ones', async () => {
		const resolve = async () => ['1.1.1.1', '10.1.2.3'];
		await expect(fetchPage('http://news.test/', { ...LOCAL, resolve })).rejects.toThrow(
			'leads to 10.1.2.3, which is private'
		);
	});

	it.each([
		['file:///etc/passwd', 'begins with file://, and only http and https are fetched'],
		['ftp://example.org/', 'begins with ftp://'],
		['news', 'is no address'],
		['https://me:secret@example.org/', 'user name or password']
	])('at %s', async (address, words) => {
		const refused = fetchPage(address);
		await expect(refused).rejects.toThrow(words);
		await expect(refused).rejects.not.toThrow('secret');
	});

	it('that redirects to a file', async () => {
		const site = await listen(redirect('file:///etc/passwd'));
		await expect(fetchPage(site.url, LOCAL)).rejects.toThrow('only http and https');
	});

	it('beyond the limit of bytes, whatever its length says', async () => {
		const limits = { ...LOCAL, bytes: 1000 };
		const whole = await listen(page('x'.repeat(1000)));
		expect((await fetchPage(whole.url, limits)).body).toHaveLength(1000);
		const longer = await listen((request, response) => {
			if (request.url === '/robots.txt') response.writeHead(404).end();
			else {
				response.writeHead(200, { 'content-type': 'text/html' });
				// For ever, in pieces: only whoever stops reading ends this.
				const more = () =>
					void response.write('x'.repeat(600), () => !response.destroyed && more());
				more();
			}
		});
		await expect(fetchPage(longer.url, limits)).rejects.toThrow('is longer than 1,000 bytes');
	});

	it.each(['headers', 'body', 'robots', 'name'])(
		'beyond the limit of time, whoever is slow: %s',
		async (slow) => {
			const site = await listen((request, response) => {
				if (request.url === '/robots.txt' && slow !== 'robots') response.writeHead(404).end();
				else if (slow === 'body' && request.url !== '/robots.txt')
					response.writeHead(200, { 'content-type': 'text/html' }).write('<p>');
			});
			const limits: FetchLimits = {
				...LOCAL,
				milliseconds: 150,
				resolve: slow === 'name' ? () => new Promise<never>(() => undefined) : LOCAL.resolve
			};
			await expect(fetchPage(`http://news.test:${site.port}/`, limits)).rejects.toThrow(
				'was not there within 0.15 s in all. Save the page in a browser and import the file.'
			);
		}
	);

	it.each([
		[page('{}', 'application/json'), 'is application/json, and only text/html and text/plain'],
		[page('', 'text/html', 403), 'answered 403'],
		[page('x', 'text/html; charset=klingon'), 'is written in "klingon"']
	])('that is no page: %#', async (answer, words) => {
		const site = await listen(answer);
		await expect(fetchPage(site.url, LOCAL)).rejects.toThrow(words);
	});

	it.each([
		[200, 'User-agent: *\nDisallow: /news', 'may not be fetched by programs'],
		[503, '', 'answered 503']
	])('where robots.txt (%s) is against it', async (status, robots, words) => {
		const site = await listen((request, response) => {
			if (request.url === '/robots.txt') response.writeHead(status).end(robots);
			else response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
		});
		await expect(fetchPage(`${site.url}/news/1`, LOCAL)).rejects.toThrow(words);
		expect(site.asked).toEqual(['/robots.txt']);
	});
});
