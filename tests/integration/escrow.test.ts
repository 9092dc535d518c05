import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZKSYNC_ECOSYSTEM } from '#lib/domain/ecosystem.ts';
import { PRICE_FEEDS, type PriceFeedName } from '#lib/domain/price-feeds.ts';
import { DAY, HOUR, iso } from '#lib/domain/time.ts';
import type { ChainStateJson } from '#lib/domain/wire/chain-state.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { answersOn, putAnswers } from './oracle.ts';
import { startSite, type Site } from './site.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

/** Half past ten of yesterday: the first look; an hour later comes the second. */
const START = Math.floor(Date.now() / 1000 / DAY) * DAY - DAY + 10 * HOUR + HOUR / 2;

const { bridgehub, nativeTokenVault, tokens } = ZKSYNC_ECOSYSTEM;
const addressOf = (symbol: string) => tokens.find((token) => token.symbol === symbol)!.address;

/**
 * A vault whose asset id of a token is its address, and whose balance of a chain is what lies in storage at
 * chain × 2¹⁶⁰ + asset id.
 */
const VAULT = [
	'600035 60e01c 63fd3f60df 14 6022 57', // assetId(address): to 0x22
	'602435 600435 60a01b 01 54', // chainBalance(chain, asset)
	'600052 6020 6000 f3',
	'5b 600435 600052 6020 6000 f3' // 0x22
]
	.join('')
	.replaceAll(' ', '');

describe('what Ethereum’s contracts hold and say of ZKsync chains, on a live node', () => {
	const folder = temporaryFolder();
	let anvil: Anvil;
	let site: Site;
	const outputs: string[] = [];
	const rounds = new Map<PriceFeedName, number>();

	async function hold(chain: number, symbol: string, amount: bigint): Promise<void> {
		const slot = (BigInt(chain) << 160n) + BigInt(addressOf(symbol));
		const value = `0x${amount.toString(16).padStart(64, '0')}`;
		await anvil.rpc('anvil_setStorageAt', nativeTokenVault, `0x${slot.toString(16)}`, value);
	}

	async function setPrice(feed: PriceFeedName, usd: number, updatedAt: number): Promise<void> {
		const { address, pair } = PRICE_FEEDS[feed];
		const answer = answersOn(anvil);
		await putAnswers(anvil, address);
		const text = BigInt(`0x${Buffer.from(pair.padEnd(32, '\0')).toString('hex')}`);
		await answer(address, 0x7284e416n, 0n, [32n, BigInt(pair.length), text]);
		await answer(address, 0x313ce567n, 0n, [8n]);
		const round = (rounds.get(feed) ?? 0) + 1;
		rounds.set(feed, round);
		const id = (1n << 64n) + BigInt(round);
		const price = BigInt(Math.round(usd * 1e8));
		await answer(address, 0xfeaf968cn, 0n, [id, price, BigInt(updatedAt), BigInt(updatedAt), id]);
	}

	/** A chain of the Bridgehub: its contract, where it settles, and what that contract says. */
	async function register(
		id: number,
		settlesOn: bigint,
		version: readonly bigint[]
	): Promise<void> {
		const answer = answersOn(anvil);
		const contract = `0x${id.toString(16).padStart(40, 'c')}`;
		await putAnswers(anvil, contract);
		await answer(bridgehub, 0xe680c4c1n, BigInt(id), [BigInt(contract)]);
		await answer(bridgehub, 0x671a7131n, BigInt(id), [settlesOn]);
		await answer(contract, 0xf5c1182cn, 0n, version);
		await answer(contract, 0x46657fe9n, 0n, [0xabcdn]);
		for (const [index, selector] of [0xdb1f0bf9n, 0xef3f0baen, 0xb8c2f66fn].entries())
			await answer(contract, selector, 0n, [BigInt(30 - index)]);
	}

	async function mineTo(time: number): Promise<void> {
		for (let left = 4; left >= 0; left--) {
			await anvil.rpc('evm_setNextBlockTimestamp', time - left * 12);
			await anvil.rpc('evm_mine');
		}
	}

	const env = () => ({
		CLAIMGAUGE_CHAINS: '1',
		CLAIMGAUGE_RPC_1: anvil.url,
		CLAIMGAUGE_SINCE_1: iso(START - HOUR),
		DATABASE_URL: `file:${folder.path('escrow.db')}`
	});

	async function collect(): Promise<void> {
		const { code, output } = await runCollector(['collect', '--plain'], env());
		expect(code, output).toBe(0);
		outputs.push(output);
	}

	beforeAll(async () => {
		const past = ['--timestamp', String(START - HOUR)];
		anvil = await startAnvil('--chain-id', '1', '--hardfork', 'shanghai', ...past);
		await putAnswers(anvil, bridgehub);
		await answersOn(anvil)(bridgehub, 0x68b8d331n, 0n, [32n, 3n, 324n, 2741n, 36900n]);
		await register(324, 1n, [0n, 29n, 4n]);
		await register(2741, 9075n, [0n, 29n, 4n]);
		await register(36900, 1n, [0n, 31n, 0n]);
		await anvil.rpc('anvil_setCode', nativeTokenVault, `0x${VAULT}`);
		await putAnswers(anvil, addressOf('wstETH'));
		// 1.2 stETH each
		await answersOn(anvil)(addressOf('wstETH'), 0x035faf82n, 0n, [12n * 10n ** 17n]);
		await hold(324, 'ETH', 1_000n * 10n ** 18n);
		await hold(324, 'USDC', 5_000_000n * 10n ** 6n);
		await hold(324, 'DAI', 2n ** 255n + 5n);
		await hold(324, 'WBTC', 10n * 10n ** 8n);
		await hold(324, 'wstETH', 2n * 10n ** 18n);
		await hold(2741, 'ETH', 10n ** 18n);
		await hold(2741, 'USDT', 7n * 10n ** 6n);
		await setPrice('eth-usd', 3_000.5, START - 600);
		await setPrice('usdc-usd', 0.999, START - 600);
		await setPrice('btc-usd', 60_000, START - 600);
		await setPrice('steth-usd', 2_990, START - 600);
		await mineTo(START);
		await collect();
		// Nothing is asked again within the hour.
		await hold(324, 'ETH', 0n);
		await mineTo(START + 600);
		await collect();
		await hold(324, 'ETH', 2_000n * 10n ** 18n);
		await setPrice('eth-usd', 1_000, START + HOUR);
		await mineTo(START + HOUR + 300);
		await collect();
		site = await startSite(env().DATABASE_URL);
	}, 180_000);
	afterAll(async () => {
		await site?.stop();
		await anvil?.stop();
		folder.remove();
	});

	const get = async <Json>(path: string): Promise<Json> => {
		const response = await fetch(`${site.url}${path}`);
		expect(response.status, path).toBe(200);
		return (await response.json()) as Json;
	};
	const measured = (chain: number, metric: string, statistic: string, hours = 3) => {
		const from = START - HOUR / 2;
		const peak = statistic === 'max' ? '&peak_window=1d' : '';
		return get<MeasurementJson>(
			`/api/v1/chains/${chain}/measure?metric=${metric}&statistic=${statistic}${peak}&from=${iso(from)}&to=${iso(from + hours * HOUR)}`
		);
	};

	// By hand: 1,000 × 3,000.5 + 5,000,000 × 0.999 + 10 × 60,000 + 2 × 1.2 × 2,990
	const FIRST = 8_602_676;
	// By hand: 2,000 × 1,000 + 5,000,000 × 0.999; the other feeds, with an hour’s heartbeat, have stood still too long.
	const SECOND = 6_995_000;

	it('value what the bridge holds for a chain, last and greatest, as a lower bound', async () => {
		const last = await measured(324, 'escrow.value', 'latest');
		expect(last).toMatchObject({ value: SECOND, interval: [SECOND, null], unit: 'USD' });
		expect(last).toMatchObject({ verifiable: 'archive', n: 2, sample_unit: 'answer' });
		expect(last.reason).toBe(
			'a lower bound; left out: WBTC (no price), wstETH (no price), DAI (native there)'
		);
		const most = await measured(324, 'escrow.value', 'max');
		expect(most).toMatchObject({ value: FIRST, interval: [FIRST, null] });
		expect(await measured(324, 'escrow.value', 'latest', 1)).toMatchObject({ value: FIRST });
	});

	it('leave out a token without a price and name it', async () => {
		const { value, reason } = await measured(2741, 'escrow.value', 'latest');
		expect(value).toBe(1_000);
		expect(reason).toBe('a lower bound; left out: USDT (no price)');
	});

	it('refuse a value where the vault’s own balances no longer count', async () => {
		const { value, reason, interval } = await measured(36900, 'escrow.value', 'latest');
		expect(value).toBeNull();
		expect(interval).toEqual([null, null]);
		expect(reason).toContain('since protocol version 31 the L1AssetTracker accounts');
	});

	it('have no value for hours in which nobody asked', async () => {
		const from = START - HOUR / 2 - 5 * HOUR;
		const { value, reason, coverage } = await get<MeasurementJson>(
			`/api/v1/chains/324/measure?metric=escrow.value&statistic=latest&from=${iso(from)}&to=${iso(from + HOUR)}`
		);
		expect([value, reason, coverage]).toEqual([null, 'it was not read in this window', 0]);
	});

	it('count the chains that settle elsewhere than on Ethereum', async () => {
		expect(await measured(1, 'settlement.on_gateway', 'latest')).toMatchObject({
			value: 1,
			unit: 'chains',
			reason: null
		});
	});

	it('are shown by the state of a chain and by status, and nothing is asked twice in an hour', async () => {
		const { observations } = await get<ChainStateJson>('/api/v1/chains/2741/state');
		const told = Object.fromEntries(observations.map((each) => [each.subject, each.value]));
		expect(told).toEqual({
			'chain.batches': '30/29/28',
			'chain.diamond': `0x${(2741).toString(16).padStart(40, 'c')}`,
			'chain.protocol_version': '0.29.4',
			'chain.settlement_layer': '9075',
			'chain.verifier': '0x000000000000000000000000000000000000abcd',
			'escrow.value': '1000.00'
		});
		expect(observations[0]).toMatchObject({ answered_by: 1, method: 'eth_call', unit: null });
		const [first] = observations;
		expect(Date.parse(first!.last_seen_at) / 1000).toBeGreaterThan(START + HOUR);
		expect(Date.parse(first!.first_seen_at) / 1000).toBeLessThanOrEqual(START);
		const { output } = await runCollector(['status', '--json'], env());
		const status = JSON.parse(output) as StatusJson;
		expect(status.chains[0]?.observations.map(({ subject }) => subject)).toEqual([
			'compat.probes_passed',
			'fee.quoted_transfer',
			'settlement.on_gateway'
		]);
		const { output: lines } = await runCollector(['status'], env());
		expect(lines).toContain('settlement.on_gateway: 1\u00a0chains');
		for (const output of outputs) expect(output).not.toContain('no answer for');
	});
});
