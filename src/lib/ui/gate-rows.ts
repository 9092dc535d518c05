import { CHAINS } from '#lib/domain/chains.ts';
import type { GateResult } from '#lib/domain/judge/verdict.ts';

/** A gate that came out alike on the chains it names; without any where it is about the claim or about one chain. */
export interface GateRow extends GateResult {
	readonly chains: readonly string[];
}

/**
 * The gates of a reading, in their order, each once: what several chains have alike is one row that names them, and what
 * differs stands side by side.
 */
export function gateRows(gates: readonly GateResult[]): GateRow[] {
	const rows = new Map<string, GateRow>();
	for (const { chain, ...gate } of gates.map(ofChain)) {
		const key = JSON.stringify([gate.gate, gate.passed, gate.detail]);
		const chains = [...(rows.get(key)?.chains ?? []), ...(chain === null ? [] : [chain])];
		rows.set(key, { ...gate, chains });
	}
	const order = [...new Set(gates.map(({ gate }) => gate))];
	return [...rows.values()].sort((a, b) => order.indexOf(a.gate) - order.indexOf(b.gate));
}

/** The judge puts a chain's name before what it says of one chain of several. */
function ofChain(gate: GateResult): GateResult & { readonly chain: string | null } {
	const chain = CHAINS.find(({ name }) => gate.detail.startsWith(`${name}: `))?.name ?? null;
	return { ...gate, chain, detail: chain ? gate.detail.slice(chain.length + 2) : gate.detail };
}
