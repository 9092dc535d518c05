import type { Kysely, Selectable } from 'kysely';
import type { BlockRange, FactKind, Gap, GapReason } from '#lib/domain/block-range.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { assertWhole, type Ledger, type LedgerGap, type LedgerRange } from './ledger.ts';
import type { Tables } from './tables.ts';

type Database = Kysely<Tables>;

/** Read what a chain wants, holds and lacks of a kind of fact. */
export async function loadLedger(db: Database, chainId: number, kind: FactKind): Promise<Ledger> {
	const gaps = await selectGaps(db, { chainId, kind });
	return {
		wanted: await selectWanted(db, chainId, kind),
		covered: await selectCovered(db, chainId, kind),
		gaps: gaps.map(({ from, to, reason, detail }) => ({ from, to, reason, detail }))
	};
}

/** The ranges a chain wants of a kind of fact, ascending. */
export async function selectWanted(
	db: Database,
	chainId: number,
	kind: FactKind
): Promise<BlockRange[]> {
	const rows = await db
		.selectFrom('wanted_range')
		.selectAll()
		.where('chain_id', '=', chainId)
		.where('kind', '=', kind)
		.orderBy('from_block')
		.execute();
	return rows.map((row) => ({ from: Number(row.from_block), to: Number(row.to_block) }));
}

/** Covered ranges of one chain and kind, ascending. */
export async function selectCovered(
	db: Database,
	chainId: number,
	kind: FactKind
): Promise<LedgerRange[]> {
	const rows = await db
		.selectFrom('covered_range')
		.selectAll()
		.where('chain_id', '=', chainId)
		.where('kind', '=', kind)
		.orderBy('from_block')
		.execute();
	return rows.map(toRange);
}

/** Gaps ascending by chain, kind and block. */
export async function selectGaps(
	db: Database,
	filter: { chainId?: number; kind?: FactKind }
): Promise<Gap[]> {
	let query = db.selectFrom('gap').selectAll();
	if (filter.chainId !== undefined) query = query.where('chain_id', '=', filter.chainId);
	if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
	const rows = await query.orderBy('chain_id').orderBy('kind').orderBy('from_block').execute();
	return rows.map(toGap);
}

/** Write what changed from `before` to `after`. Throws before it writes when `after` does not add up. */
export async function saveLedger(
	db: Database,
	chainId: number,
	kind: FactKind,
	before: Ledger,
	after: Ledger
): Promise<void> {
	assertWhole(after, chainId, kind);
	await saveWanted(db, chainId, kind, before, after);
	await saveRanges(db, chainId, kind, before, after);
	await saveGaps(db, chainId, kind, before, after);
}

async function saveWanted(
	db: Database,
	chainId: number,
	kind: FactKind,
	before: Ledger,
	after: Ledger
): Promise<void> {
	const { removed, added } = difference(before.wanted, after.wanted);
	for (const range of removed)
		await db
			.deleteFrom('wanted_range')
			.where('chain_id', '=', chainId)
			.where('kind', '=', kind)
			.where('from_block', '=', range.from)
			.execute();
	for (const range of added)
		await db
			.insertInto('wanted_range')
			.values({ chain_id: chainId, kind, from_block: range.from, to_block: range.to })
			.execute();
}

async function saveRanges(
	db: Database,
	chainId: number,
	kind: FactKind,
	before: Ledger,
	after: Ledger
): Promise<void> {
	const { removed, added } = difference(before.covered, after.covered);
	for (const range of removed)
		await db
			.deleteFrom('covered_range')
			.where('chain_id', '=', chainId)
			.where('kind', '=', kind)
			.where('from_block', '=', range.from)
			.execute();
	for (const range of added)
		await db
			.insertInto('covered_range')
			.values(fromRange(chainId, kind, range))
			.execute();
}

async function saveGaps(
	db: Database,
	chainId: number,
	kind: FactKind,
	before: Ledger,
	after: Ledger
): Promise<void> {
	const { removed, added } = difference(before.gaps, after.gaps);
	for (const gap of removed)
		await db
			.deleteFrom('gap')
			.where('chain_id', '=', chainId)
			.where('kind', '=', kind)
			.where('from_block', '=', gap.from)
			.execute();
	for (const gap of added)
		await db
			.insertInto('gap')
			.values(fromGap(chainId, kind, gap))
			.execute();
}

/** Which records of `before` are not in `after`, and the other way round. */
function difference<Record extends BlockRange>(
	before: readonly Record[],
	after: readonly Record[]
): { removed: Record[]; added: Record[] } {
	const old = new Map(before.map((record) => [record.from, record]));
	const kept = new Set<number>();
	const added = after.filter((record) => {
		const same = sameRow(old.get(record.from), record);
		if (same) kept.add(record.from);
		return !same;
	});
	return { removed: before.filter((record) => !kept.has(record.from)), added };
}

function sameRow(a: object | null | undefined, b: object | null | undefined): boolean {
	if (!a || !b) return a === b;
	const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
	return left.length === right.size && left.every(([key, value]) => right.get(key) === value);
}

function toRange(row: Selectable<Tables['covered_range']>): LedgerRange {
	return {
		from: Number(row.from_block),
		to: Number(row.to_block),
		fromTime: unixSeconds(Number(row.from_time)),
		toTime: unixSeconds(Number(row.to_time)),
		fromHash: row.from_hash,
		toHash: row.to_hash,
		fromParentHash: row.from_parent_hash
	};
}

function fromRange(chainId: number, kind: FactKind, range: LedgerRange): Tables['covered_range'] {
	return {
		chain_id: chainId,
		kind,
		from_block: range.from,
		to_block: range.to,
		from_time: range.fromTime,
		to_time: range.toTime,
		from_hash: range.fromHash,
		to_hash: range.toHash,
		from_parent_hash: range.fromParentHash
	};
}

function toGap(row: Selectable<Tables['gap']>): Gap {
	return {
		chainId: Number(row.chain_id),
		kind: row.kind as FactKind,
		from: Number(row.from_block),
		to: Number(row.to_block),
		reason: row.reason as GapReason,
		detail: row.detail
	};
}

function fromGap(chainId: number, kind: FactKind, gap: LedgerGap): Tables['gap'] {
	return {
		chain_id: chainId,
		kind,
		from_block: gap.from,
		to_block: gap.to,
		reason: gap.reason,
		detail: gap.detail
	};
}
