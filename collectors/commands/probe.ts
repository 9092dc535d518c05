import { performance } from 'node:perf_hooks';
import { keccak256 } from 'viem';
import { privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts';
import type { Chain } from '#lib/domain/chains.ts';
import { formatNumber } from '#lib/domain/format/number.ts';
import { L1_FEE_ORACLES } from '#lib/domain/quoted-transfer.ts';
import { parseSettings } from '#lib/domain/settings.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { openStore } from '#lib/server/store/open.ts';
import { createJsonRpc, type JsonRpc } from '../rpc/json-rpc.ts';
import { chosenChains, parseArguments } from './arguments.ts';
import { endpointsOf } from './chain-pass.ts';
import type { CommandContext } from './command.ts';
import { timeToReceipt } from './time-to-receipt.ts';
import { UsageError } from './usage-error.ts';

const MOST = 100;

/** What each transaction may cost at most, and the next nonce. */
interface Terms {
	readonly gas: bigint;
	readonly gasPrice: bigint;
	readonly balance: bigint;
	readonly nonce: number;
}

/**
 * `probe --chain ID [--count N] [--yes]`: send transfers of nothing to oneself with the key of the settings, and keep how
 * long each took until its receipt. Says first what that costs; without `--yes` it sends nothing. Exit code 1 where the
 * account cannot pay, or a receipt did not come within a minute.
 */
export async function probe(context: CommandContext): Promise<number> {
	const { values } = parseArguments(context.args, {
		chain: { type: 'string' },
		count: { type: 'string', default: '5' },
		yes: { type: 'boolean', default: false }
	});
	const settings = parseSettings(context.env);
	const [chain] = values.chain === undefined ? [] : chosenChains([values.chain], []);
	if (!chain) throw new UsageError('probe needs --chain ID');
	const count = Number(values.count);
	if (!Number.isInteger(count) || count < 1 || count > MOST)
		throw new UsageError(
			`--count was "${values.count}"; it may be a whole number from 1 to ${MOST}`
		);
	if (settings.probeKey === null)
		throw new UsageError(
			'probe spends money: it needs the private key of a funded account in CLAIMGAUGE_PROBE_KEY'
		);
	const account = privateKeyToAccount(settings.probeKey as `0x${string}`);
	const rpc = createJsonRpc(endpointsOf(chain, settings)[0]!);
	try {
		const terms = await termsOf(rpc, chain, account.address, context.signal);
		const most = BigInt(count) * terms.gas * terms.gasPrice;
		context.write(costLine(chain, count, terms, most, account.address));
		if (terms.balance < most) {
			context.write(
				`${chain.name}: ${account.address} has ${inTokens(terms.balance, chain)}: too little. Nothing was sent.`
			);
			return 1;
		}
		if (!values.yes) {
			context.write('Nothing was sent: --yes sends them.');
			return 0;
		}
		return await sendAll(context, settings.databaseUrl, { chain, rpc, account, terms, count });
	} finally {
		await rpc.close();
	}
}

async function termsOf(
	rpc: JsonRpc,
	chain: Chain,
	address: string,
	signal: AbortSignal
): Promise<Terms> {
	const ask = async (method: string, params: readonly unknown[]) =>
		BigInt((await rpc.call(method, params, signal)) as string);
	const served = await ask('eth_chainId', []);
	if (served !== BigInt(chain.id))
		throw new Error(`${rpc.host} serves chain ${served}, not ${chain.id}: nothing was sent`);
	const gas = await ask('eth_estimateGas', [{ from: address, to: address, value: '0x0' }]);
	const gasPrice = await ask('eth_gasPrice', []);
	return {
		// A quarter more than was quoted: neither gas nor price may keep a transaction waiting.
		gas: (gas * 5n) / 4n,
		gasPrice: (gasPrice * 5n) / 4n,
		balance: await ask('eth_getBalance', [address, 'latest']),
		nonce: Number(await ask('eth_getTransactionCount', [address, 'pending']))
	};
}

function costLine(
	chain: Chain,
	count: number,
	{ gas, gasPrice }: Terms,
	most: bigint,
	address: string
): string {
	const beside =
		L1_FEE_ORACLES[chain.family] === undefined
			? ''
			: ', and beside that what the chain charges for data on L1';
	return `${chain.name}: ${count} transfers of nothing from ${address} to itself cost at most ${inTokens(most, chain)} (${count} × ${gas} gas × ${gasPrice} wei)${beside}.`;
}

function inTokens(wei: bigint, { gasToken }: Chain): string {
	return `${formatNumber(Number(wei) / 1e18)} ${gasToken}`;
}

interface Sending {
	readonly chain: Chain;
	readonly rpc: JsonRpc;
	readonly account: PrivateKeyAccount;
	readonly terms: Terms;
	readonly count: number;
}

/** One after the other, each kept as it comes. */
async function sendAll(
	{ signal, write }: CommandContext,
	databaseUrl: string,
	{ chain, rpc, account, terms, count }: Sending
): Promise<number> {
	const store = await openStore(databaseUrl);
	try {
		let lastBlock = -1;
		for (let index = 0; index < count; index++) {
			const signed = await account.signTransaction({
				type: 'legacy',
				chainId: chain.id,
				to: account.address,
				value: 0n,
				gas: terms.gas,
				gasPrice: terms.gasPrice,
				nonce: terms.nonce + index
			});
			const hash = keccak256(signed);
			const roundTrip = performance.now();
			await rpc.call('eth_chainId', [], signal);
			const roundTripMs = performance.now() - roundTrip;
			const receipt = await timeToReceipt(rpc, signed, hash, signal);
			if (!receipt) {
				write(`${hash}: no receipt within a minute; nothing more is sent`);
				return 1;
			}
			const block = (await rpc.call(
				'eth_getBlockByNumber',
				[`0x${receipt.block.toString(16)}`, false],
				signal
			)) as { timestamp: string };
			const value = receipt.milliseconds.toFixed(1);
			await store.recordObservations([
				{
					chainId: chain.id,
					about: chain.id,
					subject: 'latency.inclusion',
					at: unixSeconds(Number(block.timestamp)),
					block: receipt.block,
					value,
					detail: { transaction: hash, round_trip_ms: Number(roundTripMs.toFixed(1)) },
					host: rpc.host,
					method: 'eth_sendRawTransaction'
				}
			]);
			const isKept = receipt.block > lastBlock;
			lastBlock = receipt.block;
			write(
				`${hash}: ${value} ms until its receipt, in block ${receipt.block}; a trivial call took ${roundTripMs.toFixed(1)} ms${isKept ? '' : '; not kept, since of one block one is'}`
			);
		}
		return 0;
	} finally {
		await store.close();
	}
}
