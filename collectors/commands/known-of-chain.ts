import type { Chain } from '#lib/domain/chains.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import type {
	ChainKnowledge,
	SampledQuantity,
	Variation
} from '#lib/domain/planning/chain-knowledge.ts';
import { feedsOn } from '#lib/domain/price-feeds.ts';
import { METHODS_LOOKED_FOR } from '#lib/domain/optional-methods.ts';
import { DAY, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { StoredBlock } from '#lib/server/store/ports/blocks.ts';
import type { EndpointPace, StoredMethod } from '#lib/server/store/ports/endpoints.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';

/** What a database knows of a chain, and how far that goes. */
export interface KnownOfChain extends ChainKnowledge {
	/** Stored blocks that pace and variation were measured on, the newest of an hour at most. */
	readonly measuredBlocks: number;
	/** Whether more than `requestsASecond` was refused, or a person set it; otherwise so much is allowed at least. */
	readonly rateIsLimit: boolean;
}

/** Fewer blocks say little of how much they differ. */
const LEAST_BLOCKS = 30;
/** Batches are executed hours after they are made, and there may be one an hour. */
const BATCH_WINDOW = 7 * DAY;

/** What is stored of a chain and of these hosts. `rate`: most requests a second, where a person has set it. */
export async function knownOfChain(
	reader: SnapshotReader,
	chain: Chain,
	hosts: readonly string[],
	rate: number | undefined
): Promise<KnownOfChain> {
	const checkups = (await reader.getCheckups(chain.id)).filter(({ host }) => hosts.includes(host));
	const ratios = checkups.flatMap(({ feeHistory }) => feeHistory?.ratio ?? []);
	const paces = (await reader.getEndpoints())
		.filter(({ chainId, host }) => chainId === chain.id && hosts.includes(host))
		.flatMap(({ pace }) => pace ?? []);
	const pace = paces.toSorted((a, b) => callsASecond(b) - callsASecond(a))[0];
	const largest = checkups.flatMap(({ callsARequest }) => callsARequest ?? []);
	const blocks = await newestBlocks(reader, chain.id);
	return {
		chainId: chain.id,
		family: chain.family,
		...(await paceOfChain(reader, chain, blocks)),
		measuredBlocks: blocks.length,
		offered: offeredBy(hosts, await reader.getMethods(chain.id)),
		// One endpoint that tells them is enough.
		feeHistory: ratios.includes('real') ? 'real' : (ratios[0] ?? null),
		// A pace was found with requests of its own size, and holds for those.
		callsARequest: pace?.callsARequest ?? (largest.length > 0 ? Math.max(...largest) : null),
		requestsASecond: rate ?? pace?.requestsASecond ?? null,
		rateIsLimit: rate !== undefined || (pace?.isLimit ?? false),
		endpoints: hosts.length,
		feeds: feedsOn(chain.id).length
	};
}

function callsASecond({ callsARequest, requestsASecond }: EndpointPace): number {
	return callsARequest * requestsASecond;
}

/** The newest hour of blocks without a hole; fewer where less than an hour is stored. */
async function newestBlocks(reader: SnapshotReader, chainId: number): Promise<StoredBlock[]> {
	const range = (await reader.getCovered(chainId, 'block')).at(-1);
	if (!range) return [];
	const window = {
		from: unixSeconds(Math.max(range.fromTime, range.toTime - HOUR)),
		to: unixSeconds(range.toTime + 1)
	};
	return (await reader.getBlocks(chainId, window)).filter(({ number }) => number >= range.from);
}

type Pace = Pick<ChainKnowledge, 'blocksAnHour' | 'batchesAnHour' | 'txPerBlock' | 'variation'>;

async function paceOfChain(
	reader: SnapshotReader,
	chain: Chain,
	blocks: readonly StoredBlock[]
): Promise<Pace> {
	const [first, last] = [blocks[0], blocks.at(-1)];
	const seconds = first && last ? last.timestamp - first.timestamp : 0;
	const batches = FAMILIES[chain.family].tellsBatches
		? await batchesAnHour(reader, chain.id, last)
		: null;
	if (seconds === 0)
		return {
			blocksAnHour: null,
			batchesAnHour: batches,
			txPerBlock: null,
			variation: { tx: null, user_tx: null, gas: null }
		};
	return {
		blocksAnHour: ((blocks.length - 1) / seconds) * HOUR,
		batchesAnHour: batches,
		txPerBlock: mean(blocks.map(({ txCount }) => txCount)),
		variation: variationOf(blocks)
	};
}

async function batchesAnHour(
	reader: SnapshotReader,
	chainId: number,
	newest: StoredBlock | undefined
): Promise<number | null> {
	if (!newest) return null;
	const window = {
		from: unixSeconds(Math.max(0, newest.timestamp - BATCH_WINDOW)),
		to: unixSeconds(newest.timestamp + 1)
	};
	const executed = await reader.getStageTimes(chainId, window, 'execute', 'operator');
	const [first, last] = [executed[0], executed.at(-1)];
	if (!first || !last || last.sealedAt === first.sealedAt) return null;
	return ((last.batch - first.batch) / (last.sealedAt - first.sealedAt)) * HOUR;
}

function variationOf(blocks: readonly StoredBlock[]): Variation {
	const amounts: Record<SampledQuantity, (block: StoredBlock) => number> = {
		tx: ({ txCount }) => txCount,
		user_tx: ({ userTxCount }) => userTxCount,
		gas: ({ gasUsed }) => gasUsed
	};
	const of = (quantity: SampledQuantity): number | null => {
		const values = blocks.map(amounts[quantity]);
		const middle = mean(values);
		if (values.length < LEAST_BLOCKS || middle === 0) return null;
		return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) / middle;
	};
	return { tx: of('tx'), user_tx: of('user_tx'), gas: of('gas') };
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function offeredBy(
	hosts: readonly string[],
	seen: readonly StoredMethod[]
): ChainKnowledge['offered'] {
	const told = seen.filter(({ host }) => hosts.includes(host));
	return Object.fromEntries(
		METHODS_LOOKED_FOR.flatMap((method) => {
			const of = told.filter((each) => each.method === method);
			return of.length === 0 ? [] : [[method, of.some(({ offered }) => offered)]];
		})
	);
}
