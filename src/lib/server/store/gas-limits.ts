import type { Kysely, Transaction } from 'kysely';
import { missingRanges, subtractRange, type BlockRange } from '#lib/domain/block-range.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { gas, type Gas } from '#lib/domain/units.ts';
import type { Engine } from './engine.ts';
import type { Tables } from './tables.ts';

type Database = Kysely<Tables>;

/** Consecutive stored blocks of one gas limit. No two of one limit touch. */
export interface GasLimitRange extends BlockRange {
	readonly gasLimit: Gas;
}

/** Whether a chain’s gas limits are summed up, and read again where they are not known: not where they bound nothing. */
export function limitsMatter(chainId: number): boolean {
	return FAMILIES[chainById(chainId).family].gasLimit !== 'sentinel';
}

/** Stored blocks whose gas limit is not known, ascending: they were stored before limits were. */
export async function selectGasLimitGaps(db: Database, chainId: number): Promise<BlockRange[]> {
	const rows = await db
		.selectFrom('gas_limit_gap')
		.select(['from_block', 'to_block'])
		.where('chain_id', '=', chainId)
		.orderBy('from_block')
		.execute();
	return rows.map((row) => ({ from: Number(row.from_block), to: Number(row.to_block) }));
}

/** The gas limits of a range of blocks, ascending; the first and the last may reach beyond it. */
export async function selectGasLimits(
	db: Database,
	chainId: number,
	range: BlockRange
): Promise<GasLimitRange[]> {
	const before = await db
		.selectFrom('gas_limit_range')
		.select((each) => each.fn.max<number | null>('from_block').as('from_block'))
		.where('chain_id', '=', chainId)
		.where('from_block', '<=', range.from)
		.executeTakeFirst();
	const rows = await db
		.selectFrom('gas_limit_range')
		.select(['from_block', 'to_block', 'gas_limit'])
		.where('chain_id', '=', chainId)
		.where('from_block', '>=', Number(before?.from_block ?? range.from))
		.where('from_block', '<=', range.to)
		.orderBy('from_block')
		.execute();
	return rows
		.map((row) => ({
			from: Number(row.from_block),
			to: Number(row.to_block),
			gasLimit: gas(Number(row.gas_limit))
		}))
		.filter(({ to }) => to >= range.from);
}

/**
 * Keep the gas limits of the blocks in these ranges, of which none is known yet. All blocks of a range must be
 * among `blocks`, which ascend.
 */
export async function insertGasLimits(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	blocks: readonly BlockFact[],
	ranges: readonly BlockRange[]
): Promise<void> {
	for (const range of ranges) {
		const around = { from: range.from - 1, to: range.to + 1 };
		const touching = await selectGasLimits(transaction, chainId, around);
		const fresh = rangesOf(blocks, range);
		const all = joinRanges([...touching, ...fresh].sort((a, b) => a.from - b.from));
		for (const { from } of touching)
			await transaction
				.deleteFrom('gas_limit_range')
				.where('chain_id', '=', chainId)
				.where('from_block', '=', from)
				.execute();
		await engine.insertRows(
			transaction,
			'gas_limit_range',
			['chain_id', 'from_block', 'to_block', 'gas_limit'],
			all.map(({ from, to, gasLimit }) => [chainId, from, to, gasLimit])
		);
	}
}

/** Blocks of this range have a gas limit now. Gives those of them that had none. */
export async function closeGasLimitGaps(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	range: BlockRange
): Promise<BlockRange[]> {
	const gaps = await selectGasLimitGaps(transaction, chainId);
	const left = subtractRange(gaps, range);
	const closed = gaps.flatMap((gap) => missingRanges(gap, subtractRange([gap], range)));
	if (closed.length > 0) await replaceGaps(engine, transaction, chainId, left);
	return closed;
}

/** Forget the gas limits above `number`, and which blocks there have none. */
export async function discardGasLimitsAbove(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	number: number
): Promise<void> {
	await transaction
		.deleteFrom('gas_limit_range')
		.where('chain_id', '=', chainId)
		.where('from_block', '>', number)
		.execute();
	const [cut] = await selectGasLimits(transaction, chainId, { from: number, to: number });
	if (cut && cut.to > number)
		await transaction
			.updateTable('gas_limit_range')
			.set({ to_block: number })
			.where('chain_id', '=', chainId)
			.where('from_block', '=', cut.from)
			.execute();
	await closeGasLimitGaps(engine, transaction, chainId, {
		from: number + 1,
		to: Number.MAX_SAFE_INTEGER
	});
}

/** The gas limit of each block that is asked for in ascending order; null of one that none is known of. */
export function gasLimitLookup(ranges: readonly GasLimitRange[]): (number: number) => Gas | null {
	let at = 0;
	return (number) => {
		while ((ranges[at]?.to ?? Infinity) < number) at += 1;
		const range = ranges[at];
		return range && range.from <= number ? range.gasLimit : null;
	};
}

async function replaceGaps(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	gaps: readonly BlockRange[]
): Promise<void> {
	await transaction.deleteFrom('gas_limit_gap').where('chain_id', '=', chainId).execute();
	await engine.insertRows(
		transaction,
		'gas_limit_gap',
		['chain_id', 'from_block', 'to_block'],
		gaps.map(({ from, to }) => [chainId, from, to])
	);
}

/** The gas limits of those of ascending blocks that lie in `range`. */
function rangesOf(blocks: readonly BlockFact[], range: BlockRange): GasLimitRange[] {
	const ranges: Growing[] = [];
	let last: Growing | undefined;
	for (const { number, gasLimit } of blocks) {
		if (number < range.from || number > range.to) continue;
		if (last?.gasLimit === gasLimit && last.to === number - 1) last.to = number;
		else ranges.push((last = { from: number, to: number, gasLimit }));
	}
	return ranges;
}

/** Ascending ranges, those that touch and are of one limit made one. */
function joinRanges(ranges: readonly GasLimitRange[]): GasLimitRange[] {
	const joined: Growing[] = [];
	let last: Growing | undefined;
	for (const { from, to, gasLimit } of ranges)
		if (last?.gasLimit === gasLimit && last.to === from - 1) last.to = to;
		else joined.push((last = { from, to, gasLimit }));
	return joined;
}

interface Growing {
	from: number;
	to: number;
	gasLimit: Gas;
}
