import { formatCount } from '#lib/domain/format/count.ts';
import { countBlocks } from '#lib/domain/block-range.ts';
import type { ChainStatusJson, StatusJson } from '#lib/domain/wire/status.ts';

type State = StatusJson['state'];

/** How each state of a chain's data is marked and called: never by colour alone. */
export const STATE_LOOKS: Readonly<
	Record<State, { readonly glyph: string; readonly word: string }>
> = {
	fresh: { glyph: '●', word: 'Fresh' },
	late: { glyph: '◐', word: 'Late' },
	stale: { glyph: '○', word: 'Stale' },
	ahead: { glyph: '±', word: 'Clock off' },
	never: { glyph: '—', word: 'Never collected' }
};

/** What is wanted of a chain and what of it is there, a row a kind of fact. */
export interface LedgerRow {
	readonly name: string;
	/** What is counted: blocks of the chain, batches, or blocks of Ethereum. */
	readonly unit: string;
	readonly wanted: number;
	readonly covered: number;
	readonly missing: number;
	readonly gaps: ChainStatusJson['kinds'][number]['gaps'];
}

const NAMES: Readonly<Record<string, string>> = { block: 'Blocks', fee: 'Fees' };

/** The ledgers of a chain of which anything is wanted, in the order of the API. */
export function ledgerRows({ kinds, batches, settlement }: ChainStatusJson): LedgerRow[] {
	const rows = kinds.map(({ kind, wanted_ranges, covered_blocks, missing_blocks, gaps }) => ({
		name: NAMES[kind] ?? kind,
		unit: 'blocks',
		wanted: countBlocks(wanted_ranges),
		covered: covered_blocks,
		missing: missing_blocks,
		gaps
	}));
	const others = [
		{ name: 'Batches', unit: 'batches', ledger: batches },
		{ name: 'Settlement', unit: 'blocks of Ethereum', ledger: settlement }
	].flatMap(({ ledger, ...each }) =>
		ledger
			? [
					{
						...each,
						wanted: countBlocks(ledger.wanted_ranges),
						covered: ledger.covered,
						missing: ledger.missing,
						gaps: ledger.gaps
					}
				]
			: []
	);
	return [...rows, ...others].filter(({ wanted }) => wanted > 0);
}

const count = (n: number, one: string) => `${formatCount(n)} ${one}${n === 1 ? '' : 's'}`;

const ALL: Readonly<Record<number, string>> = { 1: 'The chain is', 2: 'Both chains are' };

/** The whole in one sentence: how many chains are in which state, and what is missing of what is wanted. */
export function statusSentence({ chains }: StatusJson): string {
	if (chains.length === 0) return 'No chain is collected, so there is nothing to tell.';
	const fresh = chains.filter(({ state }) => state === 'fresh').length;
	const missing = chains.flatMap(ledgerRows).reduce((sum, row) => sum + row.missing, 0);
	const failing = chains.flatMap(({ endpoints }) => endpoints).filter(({ ok }) => !ok).length;
	return [
		fresh === chains.length
			? `${ALL[fresh] ?? `All ${fresh} chains are`} fresh.`
			: `${fresh} of ${count(chains.length, 'chain')} ${fresh === 1 ? 'is' : 'are'} fresh.`,
		missing === 0
			? 'Nothing is missing of what is wanted.'
			: `${count(missing, 'block')} or batches that are wanted are missing, for the reasons below.`,
		...(failing > 0 ? [`${count(failing, 'endpoint')} failed when last asked.`] : [])
	].join(' ');
}

const REASONS: Readonly<Record<string, string>> = {
	not_yet_collected: 'not reached yet',
	endpoint_failed: 'no endpoint answered',
	method_missing: 'no endpoint offers the method',
	bad_answer: 'what endpoints answered cannot be',
	fee_unknown: 'a part of the fee is not told',
	reorganised: 'taken off the chain, and to be read again'
};

/** Why a range is missing, in words. */
export function gapReasonWords(reason: string): string {
	return REASONS[reason] ?? reason;
}

const OUTCOMES: Readonly<Record<string, string>> = {
	done: 'had all it asked for',
	partial: 'ended with something missing',
	failed: 'failed'
};

/** How a pass ended, in words. */
export function outcomeWords(outcome: string): string {
	return OUTCOMES[outcome] ?? outcome;
}
