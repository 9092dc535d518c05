import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { Ecosystem } from '#lib/domain/ecosystem.ts';
import { evmProbes, isApplicable, PROBED_FORKS } from '#lib/domain/evm-probes.ts';
import type { Observation } from '#lib/domain/observations.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { withStore } from '#lib/server/test-chain.ts';
import { createChainSource } from '../../collectors/chains/create-chain-source.ts';
import { observeChains } from '../../collectors/jobs/observe-chains.ts';
import { observeEvm } from '../../collectors/jobs/observe-evm.ts';
import { observeInclusion } from '../../collectors/jobs/observe-inclusion.ts';
import { observeOpStack } from '../../collectors/jobs/observe-op-stack.ts';
import { observeQuotedFee } from '../../collectors/jobs/observe-quoted-fee.ts';
import type { Observe } from '../../collectors/jobs/observe.ts';
import { startCallProxy } from './call-proxy.ts';
import { answersOn, putAnswers } from './oracle.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

/** Ask a live node as a pass does, as if it were this chain. */
async function observed(anvil: Anvil, chainId: number, observe: Observe): Promise<Observation[]> {
	const chain = chainById(chainId);
	const source = createChainSource({ chain, urls: [anvil.url] });
	try {
		return await withStore(async (store: Store) =>
			observe({ chain, source, store, head: await source.head() })
		);
	} finally {
		await source.close();
	}
}

const valuesOf = (observations: readonly Observation[]) =>
	observations.map(({ about, subject, value }) => [about, subject, value]);

describe('EVM probes on a live node', () => {
	/** The answer of a node that runs this fork, under the name of a chain. */
	async function battery(hardfork: string, chainId = 10): Promise<Observation> {
		const anvil = await startAnvil('--hardfork', hardfork, '--chain-id', String(chainId));
		try {
			const [found] = await observed(anvil, chainId, observeEvm);
			return found!;
		} finally {
			await anvil.stop();
		}
	}

	/** What a fork lacks, by the probes’ own word. */
	const lackedBy = (fork: (typeof PROBED_FORKS)[number]) =>
		evmProbes(10)
			.filter(({ since }) => PROBED_FORKS.indexOf(since) > PROBED_FORKS.indexOf(fork))
			.map(({ name, since }) => `${name} (${since})`);

	it('all pass at the newest fork', async () => {
		const { value, detail } = await battery('osaka');
		expect(detail).toEqual({ passed: 35, of: 35, failed: [], not_applicable: [] });
		expect(value).toBe('1');
	});

	it.each(['cancun', 'shanghai', 'istanbul'] as const)(
		'fail exactly what %s does not have, each named with its fork',
		async (fork) => {
			const { value, detail } = await battery(fork);
			expect(detail?.failed).toEqual(lackedBy(fork));
			expect(lackedBy(fork).length).toBeGreaterThan(0);
			expect(value).toBe(String((35 - lackedBy(fork).length) / 35));
			for (const name of lackedBy(fork)) expect(detail?.note).toContain(name);
		}
	);

	it('of opcodes are not put to chains whose code is another', async () => {
		const { value, detail } = await battery('shanghai', 324);
		expect(detail).toMatchObject({ passed: 9, of: 18 });
		expect(value).toBe('0.5');
		expect(detail?.not_applicable).toHaveLength(17);
		expect(detail?.note).toContain('17 probes of opcodes cannot be put');
		const put = evmProbes(324).filter((probe) => isApplicable(probe, 'zksync-era'));
		expect(put.every(({ call }) => call.to !== undefined)).toBe(true);
	});
});

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/chain-data/local-node');
const STATE = path.join(FOLDER, 'zksync-l1-v29.anvil-state.json');

describe.runIf(existsSync(STATE))('the real contracts of protocol v29', () => {
	const { addresses } = JSON.parse(
		readFileSync(path.join(FOLDER, 'zksync-l1-v29.addresses.json'), 'utf8')
	) as { addresses: Record<string, string> };
	const ecosystem = (chainId: number): Ecosystem => ({
		chainId,
		bridgehub: addresses['ecosystem_contracts.bridgehub_proxy_addr']!,
		nativeTokenVault: addresses['ecosystem_contracts.native_token_vault_addr']!,
		tokens: []
	});

	it.each([
		// The settlement layer that this state names is the local L1, 31337.
		[31_337, '0', {}],
		[1, '1', { 260: '31337' }]
	])(
		'tell the state of the chain that settles there, asked as chain %i',
		async (id, count, elsewhere) => {
			const anvil = await startAnvil('--load-state', STATE, '--chain-id', String(id));
			try {
				await anvil.rpc('anvil_mine', '0x5');
				const found = await observed(anvil, id, (look) => observeChains(look, ecosystem(id)));
				expect(valuesOf(found)).toEqual([
					[260, 'chain.diamond', addresses['l1.diamond_proxy_addr']],
					[260, 'chain.settlement_layer', '31337'],
					[260, 'chain.protocol_version', '0.29.0'],
					[260, 'chain.verifier', addresses['l1.verifier_addr']],
					[260, 'chain.batches', '0/0/0'],
					[id, 'settlement.on_gateway', count]
				]);
				expect(found.at(-1)?.detail).toMatchObject({ chains: 1, elsewhere, unnamed: [] });
				// As of the newest final block, not of the newest.
				expect(new Set(found.map(({ block }) => block))).toEqual(new Set([3]));
				// At the public addresses there is nothing here, and only Ethereum is asked there.
				const asked = observed(anvil, id, observeChains);
				if (id === 1) await expect(asked).rejects.toThrow('no Bridgehub answers at 0x303a465b');
				else expect(await asked).toEqual([]);
			} finally {
				await anvil.stop();
			}
		}
	);
});

describe('the stack of a chain, by its own blocks', () => {
	let anvil: Anvil;
	beforeAll(async () => {
		// A node that mines by itself may answer before it has mined, and then counts nonces twice.
		anvil = await startAnvil('--network', 'optimism', '--chain-id', '1868', '--no-mining');
	});
	afterAll(() => anvil.stop());

	const DEPOSIT = {
		type: '0x7e',
		from: '0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001',
		to: '0x4200000000000000000000000000000000000015',
		mint: '0x0',
		value: '0x0',
		gas: '0xf4240',
		gasPrice: '0x0',
		input: '0x',
		isSystemTx: false
	};

	it('is the share of blocks that begin with the deposit, and whether the predeploys have code', async () => {
		await anvil.rpc('anvil_impersonateAccount', DEPOSIT.from);
		for (let block = 0; block < 3; block++) {
			await anvil.rpc('eth_sendTransaction', {
				...DEPOSIT,
				sourceHash: `0x${String(block).repeat(64)}`
			});
			await anvil.rpc('evm_mine');
		}
		const [found] = await observed(anvil, 1868, observeOpStack);
		// Blocks 0 to 3; the first is the genesis, which is empty.
		expect(found).toMatchObject({ subject: 'stack.op_deposits', value: '0.75', block: 3 });
		expect(found?.detail).toMatchObject({ blocks: 4, deposits: 3 });
		expect(found?.detail?.note).toContain('no code at');
		await putAnswers(anvil, '0x4200000000000000000000000000000000000015');
		await putAnswers(anvil, '0x420000000000000000000000000000000000000f');
		await anvil.rpc('anvil_mine', '0x1');
		const [later] = await observed(anvil, 1868, observeOpStack);
		expect(later).toMatchObject({ value: '0.6' });
		expect(later?.detail?.note).toBeUndefined();
	});

	it('is not asked of a chain that is listed as another', async () => {
		const other = await startAnvil('--chain-id', '59144');
		try {
			expect(await observed(other, 59_144, observeOpStack)).toEqual([]);
		} finally {
			await other.stop();
		}
	});
});

describe('the quoted fee of a plain transfer', () => {
	/** The quote of a node under the name of a chain. */
	async function quote(chainId: number, prepare: (anvil: Anvil) => Promise<void>) {
		const anvil = await startAnvil('--chain-id', String(chainId));
		try {
			await prepare(anvil);
			const [found] = await observed(anvil, chainId, observeQuotedFee);
			return { found: found!, gasPrice: BigInt((await anvil.rpc('eth_gasPrice')) as string) };
		} finally {
			await anvil.stop();
		}
	}

	it('is gas × gas price, where that is all', async () => {
		const { found, gasPrice } = await quote(1, async () => undefined);
		expect(found).toMatchObject({ subject: 'fee.quoted_transfer', about: 1 });
		expect(found.value).toBe(String(21_000n * gasPrice));
	});

	it('holds the part for L1 and the operator’s where they are charged beside gas', async () => {
		const oracle = '0x420000000000000000000000000000000000000f';
		const { found, gasPrice } = await quote(10, async (anvil) => {
			await putAnswers(anvil, oracle);
			const answer = answersOn(anvil);
			await answer(oracle, 0x49948e0en, 32n, [123_456n]);
			await answer(oracle, 0x275aedd2n, 21_000n, [77n]);
		});
		expect(found.value).toBe(String(21_000n * gasPrice + 123_456n + 77n));
		const scroll = await quote(534_352, async (anvil) => {
			const at = '0x5300000000000000000000000000000000000002';
			await putAnswers(anvil, at);
			await answersOn(anvil)(at, 0x49948e0en, 32n, [9n]);
		});
		expect(scroll.found.value).toBe(String(21_000n * scroll.gasPrice + 9n));
	});

	it('is refused where nobody quotes the part for L1', async () => {
		const { found } = await quote(10, async () => undefined);
		expect(found.value).toBeNull();
		expect(found.detail?.note).toContain('the part of the fee for L1 is not quoted');
	});
});

describe('the time to inclusion', () => {
	it('is the median of block time − receivedAt, a second to both sides, without messages from L1', async () => {
		const anvil = await startAnvil('--chain-id', '324');
		/** What the node tells of a transaction beside what anvil does. */
		const told = new Map<unknown, { receivedAt: string; isL1Originated: boolean }>();
		const proxy = await startCallProxy(anvil.url, {
			answer: ({ method, params }) =>
				method === 'zks_getTransactionDetails' ? { result: told.get(params[0]) } : undefined
		});
		try {
			const [from, to] = (await anvil.rpc('eth_accounts')) as [string, string];
			// The second came from L1 long before, and does not count.
			for (const [nonce, lag] of [250, 90_000, 500, 750, 1_000].entries()) {
				const block = (await anvil.rpc('eth_getBlockByNumber', 'latest', false)) as {
					timestamp: string;
				};
				const time = Number(block.timestamp) + 10;
				await anvil.rpc('evm_setNextBlockTimestamp', time);
				const transaction = { from, to, value: '0x1', nonce: `0x${nonce.toString(16)}` };
				told.set(await anvil.rpc('eth_sendTransaction', transaction), {
					receivedAt: new Date(time * 1_000 - lag).toISOString(),
					isL1Originated: lag === 90_000
				});
				await anvil.rpc('evm_mine');
			}
			const [found] = await observed({ ...anvil, url: proxy.url }, 324, observeInclusion);
			// Of 250, 500, 750 and 1,000 ms the second, by nearest rank.
			expect(found).toMatchObject({ subject: 'latency.inclusion_bound', value: '500' });
			expect(found?.detail).toMatchObject({
				transactions: 4,
				p90_ms: 1_000,
				interval: [-500, 1_500]
			});
			expect(found?.detail?.note).toContain('never confirm');
		} finally {
			await proxy.stop();
			await anvil.stop();
		}
	});

	it('has no value where no user sent anything, and is asked of Era’s nodes only', async () => {
		const quiet = await startAnvil('--chain-id', '324');
		const ethereum = await startAnvil('--chain-id', '1');
		try {
			const [found] = await observed(quiet, 324, observeInclusion);
			expect(found?.value).toBeNull();
			expect(found?.detail?.note).toContain('no transaction of a user');
			expect(await observed(ethereum, 1, observeInclusion)).toEqual([]);
		} finally {
			await quiet.stop();
			await ethereum.stop();
		}
	});
});
