import { CHAINS } from '#lib/domain/chains.ts';
import {
	TRACKER_SINCE_MINOR,
	ZKSYNC_ECOSYSTEM,
	type Ecosystem,
	type EscrowToken
} from '#lib/domain/ecosystem.ts';
import type { Observation } from '#lib/domain/observations.ts';
import { PRICE_FEEDS, type PriceFeedName } from '#lib/domain/price-feeds.ts';
import { priceAt } from '#lib/domain/prices.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { addressOf, calldata, uintOf } from './abi.ts';
import { askContracts, asOf } from './ask-contracts.ts';
import { CHAIN_CONTRACT, PROTOCOL_VERSION, versionOf } from './observe-chains.ts';
import type { Look } from './observe.ts';

/** Of the L1NativeTokenVault (matter-labs/era-contracts). */
const ASSET_ID = '0xfd3f60df'; // assetId(address)
const CHAIN_BALANCE = '0x3345359b'; // chainBalance(uint256,bytes32)

/** Since v31 a token’s own chain is accounted from the top of the range down: no balance at all. */
const MOST = 1n << 255n;
const RATE_ONE = 10n ** 18n;

/** What was read of one chain. */
interface Held {
	readonly version: string | null;
	/** In base units, by symbol. */
	readonly balances: ReadonlyMap<string, bigint>;
	/** Symbols of which the vault answers no balance. */
	readonly unreadable: readonly string[];
}

/**
 * What the canonical bridge holds on Ethereum for each ZKsync chain of the list, in dollars at the prices of that
 * block’s time. A lower bound: a token without a price is left out and named. Refused where the vault’s own balances
 * no longer count.
 */
export async function observeEscrow(
	look: Look,
	ecosystem: Ecosystem = ZKSYNC_ECOSYSTEM,
	chainIds: readonly number[] = CHAINS.filter(({ family }) => family.startsWith('zksync')).map(
		({ id }) => id
	)
): Promise<Observation[]> {
	if (look.chain.id !== ecosystem.chainId) return [];
	const { tokens, nativeTokenVault } = ecosystem;
	const answers = await askContracts(look, [
		...tokens.map(({ address }) => ({
			to: nativeTokenVault,
			data: calldata(ASSET_ID, BigInt(address))
		})),
		...tokens.flatMap(({ address, rate }) => (rate ? [{ to: address, data: rate }] : []))
	]);
	const host = answers[0]?.host ?? '';
	const assets = tokens.map((_, index) => uintOf(answers[index]?.value));
	if (assets.every((asset) => asset === null))
		throw new Error(`no native token vault answers at ${nativeTokenVault}`);
	const rates = answers.slice(tokens.length).map(({ value }) => uintOf(value));
	const worth = new Map<string, number | null>();
	for (const token of tokens) {
		const usd = await usdOf(look, token.priceFeed, asOf(look).at);
		const rate = token.rate === null ? RATE_ONE : (rates.shift() ?? null);
		worth.set(
			token.symbol,
			usd === null || rate === null ? null : (usd * Number(rate)) / Number(RATE_ONE)
		);
	}
	const held = await heldFor(look, ecosystem, assets, chainIds);
	return chainIds.map((id, index) => ({
		...asOf(look),
		about: id,
		subject: 'escrow.value',
		...valued(held[index]!, tokens, worth),
		host,
		method: 'eth_call'
	}));
}

async function heldFor(
	look: Look,
	{ bridgehub, nativeTokenVault, tokens }: Ecosystem,
	assets: readonly (bigint | null)[],
	chainIds: readonly number[]
): Promise<Held[]> {
	const answers = await askContracts(
		look,
		chainIds.flatMap((id) => [
			{ to: bridgehub, data: calldata(CHAIN_CONTRACT, BigInt(id)) },
			...assets.map((asset) => ({
				to: nativeTokenVault,
				data: calldata(CHAIN_BALANCE, BigInt(id), asset ?? 0n)
			}))
		])
	);
	const ofChains = chainIds.map((_, index) => {
		const size = 1 + assets.length;
		const [named, ...balances] = answers.slice(index * size, (index + 1) * size);
		return { contract: addressOf(named?.value), balances };
	});
	const versions = await askContracts(
		look,
		ofChains.flatMap(({ contract }) => (contract ? [{ to: contract, data: PROTOCOL_VERSION }] : []))
	);
	return ofChains.map(({ contract, balances }) => {
		const version = contract ? versions.shift() : undefined;
		const read = tokens.map(({ symbol }, index) => ({
			symbol,
			// A token that the vault does not know yet has no asset id, and nothing of it is held.
			// Of one whose asset id could not be read nothing is known.
			balance: balanceOf(assets[index], balances[index]?.value)
		}));
		return {
			version: versionOf(version?.value),
			balances: new Map(
				read.flatMap(({ symbol, balance }) =>
					balance === null ? [] : [[symbol, balance] as const]
				)
			),
			unreadable: read.flatMap(({ symbol, balance }) => (balance === null ? [symbol] : []))
		};
	});
}

function balanceOf(asset: bigint | null | undefined, balance: unknown): bigint | null {
	if (asset === null || asset === undefined) return null;
	return asset === 0n ? 0n : uintOf(balance);
}

function valued(
	{ version, balances, unreadable }: Held,
	tokens: readonly EscrowToken[],
	worth: ReadonlyMap<string, number | null>
): Pick<Observation, 'value' | 'detail'> {
	const counted = [...balances].filter(([, balance]) => balance <= MOST);
	const told = {
		protocol_version: version,
		balances: Object.fromEntries([...balances].map(([symbol, each]) => [symbol, String(each)]))
	};
	const refused = (note: string) => ({ value: null, detail: { ...told, note } });
	const ether = balances.get('ETH');
	if (ether === undefined) return refused('the native token vault answers no balance of ETH');
	if (version === null)
		return refused('its protocol version could not be read, so what the vault says may not count');
	const minor = Number(version.split('.')[1]);
	if (ether === 0n && minor >= TRACKER_SINCE_MINOR)
		return refused(
			`since protocol version 31 the L1AssetTracker accounts for what is bridged, and the vault’s own balances of this chain, at ${version}, are zeroed; where the tracker stands is not known`
		);
	const priced = counted.flatMap(([symbol, balance]) => {
		const token = tokens.find((each) => each.symbol === symbol)!;
		const usd = worth.get(symbol) ?? null;
		if (balance === 0n) return [];
		return [{ symbol, usd, amount: Number(balance) / 10 ** token.decimals }];
	});
	const unpriced = priced.filter(({ usd }) => usd === null).map(({ symbol }) => symbol);
	if (unpriced.includes('ETH'))
		return refused('there is no price of ETH for that time, so the greatest part has no value');
	const usd = priced.reduce((sum, each) => sum + each.amount * (each.usd ?? 0), 0);
	const left = [
		...unpriced.map((symbol) => `${symbol} (no price)`),
		...unreadable.map((symbol) => `${symbol} (no balance told)`),
		...[...balances].filter(([, each]) => each > MOST).map(([symbol]) => `${symbol} (native there)`)
	];
	return {
		value: usd.toFixed(2),
		detail: {
			...told,
			usd_each: Object.fromEntries(priced.map((each) => [each.symbol, each.usd])),
			interval: [Number(usd.toFixed(2)), null],
			...(left.length > 0 ? { note: `a lower bound; left out: ${left.join(', ')}` } : {})
		}
	};
}

/** What a feed’s rounds in the store say of a time; null where none was in force. */
async function usdOf(
	{ store }: Pick<Look, 'store'>,
	name: PriceFeedName,
	at: UnixSeconds
): Promise<number | null> {
	const rounds = await store.getPriceRounds(name, { from: at, to: unixSeconds(at + 1) });
	const around = { from: unixSeconds(at - 1), to: unixSeconds(at + 1) };
	const known = await store.getPriceStretches(name, around);
	return priceAt(PRICE_FEEDS[name], rounds, known, at);
}
