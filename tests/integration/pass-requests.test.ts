import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChainStatusJson, StatusJson } from '#lib/domain/wire/status.ts';
import { runCollector } from './collector.ts';
import { makeFaultGround, type FaultGround } from './fault-ground.ts';
import { startFaultyProxy, type Fault, type FaultyProxy } from './faulty-proxy.ts';

/** What an endpoint that does this did not answer, in part or whole. */
const FAILURES: Fault[] = ['unavailable', 'html', 'reset', 'failing', 'in_part'];

describe('the requests of a pass, as `status` tells them', () => {
	let ground: FaultGround;
	let first: FaultyProxy;
	let second: FaultyProxy;
	/** HTTP requests that arrived at each, since it was last set to 0. */
	const arrived = { first: 0, second: 0 };

	beforeAll(async () => {
		ground = await makeFaultGround();
		first = await startFaultyProxy(ground.good);
		second = await startFaultyProxy(ground.secondGood);
		second.next = () => void (arrived.second += 1);
	});
	afterAll(async () => {
		await first?.stop();
		await second?.stop();
		await ground?.stop();
	});

	const hostOf = ({ url }: FaultyProxy) => new URL(url).host;
	const status = async (name: string): Promise<ChainStatusJson> => {
		const env = { CLAIMGAUGE_CHAINS: '1', DATABASE_URL: ground.databaseUrl(name) };
		const { output } = await runCollector(['status', '--json'], env);
		return (JSON.parse(output) as StatusJson).chains[0]!;
	};
	const requestsTo = (chain: ChainStatusJson, proxy: FaultyProxy) =>
		chain.endpoints.find(({ host }) => host === hostOf(proxy))?.last_pass;

	it('are those that arrived, and failed those that got no whole answer', async () => {
		first.next = (calls) => {
			arrived.first += 1;
			// Its faults are over some time: after each it is left alone for longer.
			if (arrived.first % 2 > 0) return undefined;
			const fault = FAILURES[arrived.first / 2 - 1];
			// A part of one call is all of it; that a block is not there is an answer, if no true one.
			return fault === 'in_part' && calls.length === 1 ? 'null_block' : fault;
		};
		const name = ground.newDatabase();
		const { output } = await ground.collect(name, [first.url]);
		const failed = FAILURES.map((fault) => first.made.get(fault) ?? 0);
		expect(Math.min(...failed.slice(0, 3)), output).toBeGreaterThan(0);

		const chain = await status(name);
		const asked = requestsTo(chain, first);
		expect(asked).toMatchObject({
			requests: arrived.first,
			failed: failed.reduce((sum, each) => sum + each, 0)
		});
		expect(asked?.p50_ms).toBeGreaterThan(0);
		expect(asked?.p95_ms).toBeGreaterThanOrEqual(asked?.p50_ms ?? Infinity);
		expect(chain.last_pass).toMatchObject({ requests: arrived.first, next_due_at: null });
	});

	it('are of the last pass alone, and none of who was not asked in it', async () => {
		const name = ground.newDatabase();
		Object.assign(arrived, { first: 0, second: 0 });
		first.next = () => void (arrived.first += 1);
		await ground.collect(name, [first.url, second.url]);
		const both = await status(name);
		expect(requestsTo(both, first)).toMatchObject({ requests: arrived.first, failed: 0 });
		expect(requestsTo(both, second)).toMatchObject({ requests: arrived.second, failed: 0 });
		expect(arrived.second).toBeGreaterThan(0);

		arrived.second = 0;
		first.next = () => 'unavailable';
		first.made.clear();
		await ground.collect(name, [second.url]);
		const one = await status(name);
		expect(requestsTo(one, first)).toBeNull();
		expect(requestsTo(one, second)).toMatchObject({ requests: arrived.second, failed: 0 });

		await ground.collect(name, [first.url]);
		expect(requestsTo(await status(name), first)).toEqual({
			...{ requests: first.made.get('unavailable'), failed: first.made.get('unavailable') },
			...{ p50_ms: null, p95_ms: null }
		});
		expect(requestsTo(await status(name), second)).toBeNull();
	});
});
