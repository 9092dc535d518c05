import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '#lib/server/store/open.ts';
import { temporaryFolder } from './collector.ts';
import { startSite, type Site } from './site.ts';

const folder = temporaryFolder();
let site: Site;
beforeAll(async () => {
	const databaseUrl = `file:${folder.path('end.db')}`;
	await (await openStore(databaseUrl)).close();
	site = await startSite(databaseUrl);
});
afterAll(async () => {
	await site?.stop();
	folder.remove();
});

it('a site that is told to end takes no new request, and still answers one under way', async () => {
	const socket = connect(Number(new URL(site.url).port), '127.0.0.1');
	await once(socket, 'connect');
	socket.write('GET /health HTTP/1.1\r\nHost: site.example\r\n');
	// by the time that this is answered, the site has read the half request
	expect((await site.get('/health')).status).toBe(200);
	const ended = site.stop();
	const refused = () =>
		site.get('/health').then(
			() => false,
			() => true
		);
	for (let tries = 0; !(await refused()); tries++) {
		if (tries > 100) throw new Error('the site still takes new requests');
		await sleep(20);
	}
	const answer = text(socket);
	socket.write('\r\n');
	expect(await answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
	await ended;
});
