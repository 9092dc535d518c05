import { FACT_KINDS } from '#lib/domain/block-range.ts';
import { OPTIONAL_METHODS } from '#lib/domain/optional-methods.ts';
import type { EndpointCheckup } from '../chains/checkup/examine.ts';
import type { ChainCheckup } from './doctor.ts';
import { count, duration } from './quantities.ts';
import { tableLines } from './table.ts';
import type { Terminal } from './terminal.ts';

const HEADINGS = ['endpoint', 'head', 'age', 'lag', 'ms', 'batch', 'logs', 'oldest', 'client'];
/** Columns of names; the others are of numbers. */
const LEFT_ALIGNED = ['endpoint', 'client'];
const LONGEST_CLIENT = 40;

/** What the endpoints of a chain can do, as a table with notes below its rows. */
export function chainLines(chain: ChainCheckup, paint: Terminal['paint']): string[] {
	const able = chain.endpoints.filter(({ usable }) => usable);
	const [headings, ...lines] = tableLines([HEADINGS, ...able.map(cells)], LEFT_ALIGNED);
	const title = `${chain.name} (${chain.id}): ${able.length} of ${chain.endpoints.length} endpoints usable`;
	return [
		'',
		paint(able.length > 0 ? 'bold' : 'red', title),
		...(able.length > 0 ? [paint('dim', `  ${headings}`)] : []),
		...able.flatMap((endpoint, index) => [
			`  ${lines[index]}`,
			...notes(endpoint).map((note) => paint('yellow', `      ${note}`))
		]),
		...chain.endpoints
			.filter(({ usable }) => !usable)
			.map(({ host, error }) => paint('red', `  ${host}: ${error}`)),
		...chain.head_sockets.map(({ host, tells_heads, error }) =>
			tells_heads
				? `  ${host} (WebSocket): tells of new heads`
				: paint('yellow', `  ${host} (WebSocket): tells of no new heads: ${error}`)
		)
	];
}

function cells(endpoint: EndpointCheckup): string[] {
	const { host, head, lag_blocks, latency_ms, batch, logs, history, client } = endpoint;
	const number = (value: number | null | undefined): string =>
		value === null || value === undefined ? '?' : count(value);
	return [
		host,
		number(head?.number),
		typeof head?.age_seconds === 'number' ? duration(head.age_seconds) : '?',
		number(lag_blocks),
		number(latency_ms),
		number(batch?.takes),
		number(logs?.takes),
		number(history?.oldest_block),
		(client ?? '?').slice(0, LONGEST_CLIENT)
	];
}

/** What stands in no column: what it lacks, and what it refused. */
function notes({
	error,
	head,
	methods,
	fee_history,
	batch,
	logs,
	history
}: EndpointCheckup): string[] {
	const lacking = Object.keys(methods).filter((method) => methods[method] === false);
	const needed = (method: string): string => {
		const kind = FACT_KINDS.find((each) => OPTIONAL_METHODS[each].includes(method));
		return kind === undefined ? method : `${method} (without it no ${PLURALS[kind]})`;
	};
	return [
		error ?? '',
		head && head.ahead_seconds > 0
			? `its newest block is dated ${duration(head.ahead_seconds)} ahead of this machine’s clock: one of the two is wrong`
			: '',
		lacking.length > 0 ? `lacks ${lacking.map(needed).join(', ')}` : '',
		fee_history?.ratio === 'placeholder'
			? `eth_feeHistory tells a placeholder for the share of gas: ${fee_history.detail}`
			: '',
		batch?.refused ? `refused a batch of ${batch.refused} calls: ${batch.detail}` : '',
		logs?.refused ? `refused logs of ${count(logs.refused)} blocks: ${logs.detail}` : '',
		history && history.oldest_state === null ? 'has no state of the past: no archive' : ''
	].filter(Boolean);
}

const PLURALS = {
	block: 'blocks',
	fee: 'fees',
	batch: 'batches',
	settlement: 'settlement'
} as const;
