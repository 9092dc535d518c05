import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { EndpointHeadJson } from '#lib/domain/wire/upkeep.ts';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import { createChainSource } from '../../collectors/chains/create-chain-source.ts';
import { runCollector } from './collector.ts';
import { makeFaultGround, type FaultGround } from './fault-ground.ts';
import { startFaultyProxy, type FaultyProxy } from './faulty-proxy.ts';
import type { Anvil } from './start-anvil.ts';

/** Blocks by which one node is behind the others. */
const BEHIND = 60;

describe('the newest block of each endpoint, as `status` tells it', () => {
	let ground: FaultGround;
	let slow: Anvil;
	let refusing: FaultyProxy;

	beforeAll(async () => {
		ground = await makeFaultGround();
		slow = await ground.startNode(ground.blocks - BEHIND);
		refusing = await startFaultyProxy(ground.good);
		refusing.next = () => 'unavailable';
	});
	afterAll(async () => {
		await refusing?.stop();
		await ground?.stop();
	});

	const heads = async (name: string): Promise<Record<string, EndpointHeadJson | null>> => {
		const env = { CLAIMGAUGE_CHAINS: '1', DATABASE_URL: ground.databaseUrl(name) };
		const { output } = await runCollector(['status', '--json'], env);
		const [chain] = (JSON.parse(output) as StatusJson).chains;
		return Object.fromEntries(chain!.endpoints.map(({ host, head }) => [host, head]));
	};
	const hostOf = (url: string) => new URL(url).host;
	/** The node’s own word. */
	const newestOf = async (url: string): Promise<{ number: number; timestamp: number }> => {
		const body = {
			jsonrpc: '2.0',
			id: 1,
			method: 'eth_getBlockByNumber',
			params: ['latest', false]
		};
		const answer = await fetch(url, {
			...{ method: 'POST', body: JSON.stringify(body) },
			headers: { 'content-type': 'application/json' }
		});
		const { result } = (await answer.json()) as { result: Record<string, string> };
		return { number: Number(result['number']), timestamp: Number(result['timestamp']) };
	};

	it('is what its node says, with how far it is behind, and of one that refuses that it did', async () => {
		const name = ground.newDatabase();
		const { good, secondGood } = ground;
		const { output } = await ground.collect(name, [good, refusing.url, slow.url, secondGood]);
		expect(output).toContain('"lagging"');
		const told = await heads(name);
		const [best, behind] = [await newestOf(good), await newestOf(slow.url)];
		for (const url of [good, secondGood])
			expect(told[hostOf(url)]).toMatchObject({
				...{ outcome: 'told', told: { number: best.number }, behind: { blocks: 0 } }
			});
		expect(told[hostOf(slow.url)]).toMatchObject({
			...{ outcome: 'told', detail: null, told: { number: behind.number } },
			behind: { blocks: BEHIND }
		});
		// Both good nodes have the same blocks, but not to the second: they are held to one of them.
		const others = [best, await newestOf(secondGood)].map(({ timestamp }) => timestamp);
		expect(others.map((timestamp) => timestamp - behind.timestamp)).toContain(
			told[hostOf(slow.url)]?.behind?.seconds
		);
		const refused = told[hostOf(refusing.url)];
		expect(refused).toMatchObject({ outcome: 'refused', told: null, behind: null });
		expect(refused?.detail).toContain('503');
		expect(refused?.asked_at).toBe(refused?.looked_at);
	});

	it('is known of one that is alone too, behind nobody, and stays what it was when it refuses', async () => {
		const name = ground.newDatabase();
		refusing.next = () => undefined;
		await ground.collect(name, [refusing.url]);
		const before = (await heads(name))[hostOf(refusing.url)];
		expect(before).toMatchObject({ outcome: 'told', behind: null });
		expect(before?.told?.number).toBe((await newestOf(ground.good)).number);

		refusing.next = () => 'unavailable';
		const { code } = await ground.collect(name, [refusing.url]);
		expect(code).toBe(1);
		const after = (await heads(name))[hostOf(refusing.url)];
		expect(after).toMatchObject({ outcome: 'refused', told: before!.told, behind: null });
	});

	it('is not asked of one that is left alone', async () => {
		const source = createChainSource({ chain: chainById(1), urls: [ground.good, slow.url] });
		try {
			source.rest(hostOf(slow.url), 'lagging', 'it is far behind', 60_000);
			expect(await source.newestAtEach()).toMatchObject([
				{ host: hostOf(ground.good), outcome: 'told', block: { number: ground.blocks } },
				{ host: hostOf(slow.url), outcome: 'resting' }
			]);
			expect(source.requests().map(({ host }) => host)).toEqual([hostOf(ground.good)]);
		} finally {
			await source.close();
		}
	});
});
