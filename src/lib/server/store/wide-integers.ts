import { sql, type RawBuilder } from 'kysely';
import { wei, type Wei } from '#lib/domain/units.ts';

/** The greatest integer that both engines store: 2⁶³ − 1. */
export const MAX_INT64 = 2n ** 63n - 1n;
const WEI_PER_GWEI = 1_000_000_000n;

/** A column as decimal text, so that no driver rounds it past 2⁵³. */
export function exactText<Value extends string | null = string>(column: string): RawBuilder<Value> {
	return sql<Value>`cast(${sql.ref(column)} as text)`;
}

/** An amount as it is stored: whole gwei and the wei left over. Throws RangeError past 2⁶³ − 1 gwei. */
export function splitWei(amount: bigint): { gwei: bigint; rest: number } {
	const gwei = amount / WEI_PER_GWEI;
	if (amount < 0n || gwei > MAX_INT64)
		throw new RangeError(`${amount} wei cannot be stored: it must be from 0 to ${MAX_INT64} gwei`);
	return { gwei, rest: Number(amount % WEI_PER_GWEI) };
}

/** The amount of two stored integers. */
export function joinWei(gwei: string, rest: number): Wei {
	return wei(BigInt(gwei) * WEI_PER_GWEI + BigInt(rest));
}
