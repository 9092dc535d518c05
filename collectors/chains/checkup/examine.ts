import type { Chain } from '#lib/domain/chains.ts';
import { iso } from '#lib/domain/time.ts';
import { SYSTEM_CLOCK } from '../../rpc/clock.ts';
import { decodeReply } from '../../rpc/decode.ts';
import { isRpcError } from '../../rpc/errors.ts';
import type { Reply, RpcCall } from '../../rpc/json-rpc.ts';
import { parseBlockFact } from '../../rpc/parse/block.ts';
import { parseChainId } from '../../rpc/parse/eth.ts';
import { replyAt } from '../reply-at.ts';
import { offeredMethods, wholeMethodProbe } from '../method-probe.ts';
import { createAsker, type Asker, type AskerOptions } from './asker.ts';
import { findBatchLimit, type BatchLimit } from './batch-limit.ts';
import { checkFeeHistory, type FeeHistoryCheck } from './fee-history.ts';
import { findHistoryDepth, type HistoryDepth } from './history-depth.ts';
import { findLogRange, type LogRange } from './log-range.ts';

/** What one endpoint can do, as `doctor --json` prints it. What was not found out is null. */
export interface EndpointCheckup {
	readonly host: string;
	/** Whether it serves this chain and tells its head. */
	usable: boolean;
	/** Why it is not usable; or that time ran out before all was found out. */
	error: string | null;
	chain_id: number | null;
	client: string | null;
	/** How long it took to tell its head. */
	latency_ms: number | null;
	/** Of a block dated ahead of our clock the age is not known; how far ahead is, else that is 0. */
	head: {
		number: number;
		time: string;
		age_seconds: number | null;
		ahead_seconds: number;
	} | null;
	/** Blocks behind the newest head that any endpoint of the chain told. */
	lag_blocks: number | null;
	batch: BatchLimit | null;
	logs: LogRange | null;
	/** Whether it has a method; null where its answer was no word on that. */
	methods: Record<string, boolean | null>;
	fee_history: FeeHistoryCheck | null;
	history: HistoryDepth | null;
	/** What all this cost. */
	requests: number;
	calls: number;
}

export interface ExamineOptions extends AskerOptions {
	readonly chain: Chain;
	readonly url: string;
	/** All of it takes at most this long. */
	readonly limitMs?: number;
}

const LIMIT_MS = 45_000;

/** Find out what an endpoint can do. Rejects with the signal’s reason; what the endpoint does wrong is in the answer. */
export async function examineEndpoint(options: ExamineOptions): Promise<EndpointCheckup> {
	const { url, signal, limitMs = LIMIT_MS } = options;
	const late = AbortSignal.timeout(limitMs);
	const asker = createAsker(url, { ...options, signal: AbortSignal.any([signal, late]) });
	const found: EndpointCheckup = {
		host: asker.source.host,
		usable: false,
		error: null,
		chain_id: null,
		client: null,
		latency_ms: null,
		head: null,
		lag_blocks: null,
		batch: null,
		logs: null,
		methods: {},
		fee_history: null,
		history: null,
		requests: 0,
		calls: 0
	};
	try {
		await examine(found, asker, options);
	} catch (error) {
		if (!isRpcError(error) && (error !== late.reason || signal.aborted)) throw error;
		found.error = isRpcError(error)
			? error.message
			: `was not done with after ${limitMs / 1_000} s: the rest is not known`;
	} finally {
		await asker.close();
	}
	return { ...found, ...asker.spent() };
}

async function examine(
	found: EndpointCheckup,
	asker: Asker,
	{ chain, clock = SYSTEM_CLOCK }: ExamineOptions
): Promise<void> {
	found.chain_id = await one(asker, { method: 'eth_chainId', params: [] }, parseChainId);
	if (found.chain_id !== chain.id) {
		found.error = `serves chain ${found.chain_id}, not ${chain.id}`;
		return;
	}
	const latest: RpcCall = { method: 'eth_getBlockByNumber', params: ['latest', false] };
	const head = await one(asker, latest, (value) => parseBlockFact(value, []));
	found.latency_ms = Math.round(asker.lastTookMs());
	const ageSeconds = Math.floor(clock.now() / 1_000) - head.timestamp;
	found.head = {
		number: head.number,
		time: iso(head.timestamp),
		age_seconds: ageSeconds < 0 ? null : ageSeconds,
		ahead_seconds: Math.max(0, -ageSeconds)
	};
	found.usable = true;

	found.batch = await findBatchLimit(asker);
	const { takes } = found.batch;
	const calls = wholeMethodProbe(chain.family);
	const replies = await asker.askBy(takes, calls);
	const offered = offeredMethods(calls, replies);
	found.methods = Object.fromEntries(calls.map(({ method }) => [method, offered[method] ?? null]));
	const client = textOf(calls, replies, 'web3_clientVersion');
	found.client = client && asker.source.redact(client);
	found.logs = await findLogRange(asker, head.number);
	if (found.methods.eth_feeHistory)
		found.fee_history = await checkFeeHistory(asker, head.number, takes);
	found.history = await findHistoryDepth(asker, head.number, takes);
}

async function one<Value>(
	asker: Asker,
	call: RpcCall,
	parse: (value: unknown) => Value
): Promise<Value> {
	return decodeReply(replyAt(await asker.ask([call]), 0), call, asker.source, parse);
}

function textOf(
	calls: readonly RpcCall[],
	replies: readonly Reply[],
	method: string
): string | null {
	const reply = replies[calls.findIndex((call) => call.method === method)];
	return reply?.ok && typeof reply.value === 'string' ? reply.value : null;
}
