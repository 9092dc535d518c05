import { blockWords } from '#lib/charts/measure-words.ts';
import { chainById } from '#lib/domain/chains.ts';
import { chainName } from '#lib/domain/judge/chain-judgement.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { feedOf, pairOf, PRICE_FEEDS, type PriceFeedName } from '#lib/domain/price-feeds.ts';
import { isPriced, recheckOf } from '#lib/domain/recheck.ts';
import type { CurlJson, VerifyJson } from '#lib/domain/wire/measurement.ts';

/** Enough of an id to name one measurement on a command line. */
const SHORT_ID = 12;
const LATEST_ROUND_DATA = '0xfeaf968c';

/**
 * How anyone can check a measurement: the command that recomputes it, and what to ask an endpoint of one block of it
 * by hand. The site knows no endpoint, so that `$RPC_URL` stands for one of the named chain.
 */
export function howToCheck(measurement: Measurement): VerifyJson {
	const recheck = recheckOf(measurement);
	if (!recheck.canBeRead) return { command: null, reason: recheck.reason, caveat: null, curl: [] };
	return {
		command: measurement.id && commandOf(measurement.id),
		reason: measurement.id ? null : 'only what is stored can be named',
		caveat: recheck.caveat,
		curl: [...curlOfBlocks(measurement), ...curlOfPrices(measurement)]
	};
}

function commandOf(id: string): string {
	return `npm run -s claimgauge -- verify ${id.slice(0, SHORT_ID)}`;
}

function curlOfBlocks({ chainId, metric, peakAt, provenance }: Measurement): CurlJson[] {
	const { facts, needs } = METRICS[metric];
	const last = provenance.toBlock;
	if (last === null) return [];
	const number = peakAt?.block ?? last;
	const place = peakAt ? 'where the peak begins' : 'the last of the window';
	const block = curl(
		chainId,
		`block ${blockWords(number)}, ${place}: its time, transactions and gas`,
		{
			method: 'eth_getBlockByNumber',
			params: [hex(number), false]
		}
	);
	const toldOfBatch = needs.includes('l1_tx')
		? 'its l1TxCount is how many transactions came from L1'
		: 'when each stage was seen';
	if (facts === 'fee')
		return [
			block,
			curl(
				chainId,
				`the receipts of block ${blockWords(number)}: what each of its transactions paid`,
				{
					method: 'eth_getBlockReceipts',
					params: [hex(number)]
				}
			)
		];
	if (facts === 'batch')
		return [
			curl(chainId, `block ${blockWords(last)}, ${place}: its l1BatchNumber names the batch`, {
				method: 'eth_getBlockByNumber',
				params: [hex(last), false]
			}),
			curl(chainId, `that batch, with its number for BATCH: ${toldOfBatch}`, {
				method: 'zks_getL1BatchDetails',
				params: ['BATCH']
			})
		];
	return [block];
}

function curlOfPrices(measurement: Measurement): CurlJson[] {
	const name = feedNeededBy(measurement);
	if (!name) return [];
	const { chainId, address, pair } = PRICE_FEEDS[name];
	const what = `the newest round of ${pair}; getRoundData (0x9a6fc8f5) gives earlier ones`;
	return [
		curl(chainId, what, {
			method: 'eth_call',
			params: [{ to: address, data: LATEST_ROUND_DATA }, 'latest']
		})
	];
}

function feedNeededBy(measurement: Measurement): PriceFeedName | null {
	const { chainId, metric } = measurement;
	if (isPriced(measurement)) return chainById(chainId).priceFeed;
	return feedOf(chainId, pairOf(metric)) ?? null;
}

function curl(chain: number, what: string, call: { method: string; params: unknown[] }): CurlJson {
	const body = JSON.stringify({ jsonrpc: '2.0', id: 1, ...call }).replace('"BATCH"', 'BATCH');
	const command = `curl -s "$RPC_URL" -H 'content-type: application/json' -d '${body}'`;
	return { chain, chain_name: chainName(chain), what, command };
}

function hex(number: number): string {
	return `0x${number.toString(16)}`;
}
