import type { LineageHop } from '#lib/domain/claims.ts';

/** The article itself, as the last hop. That it took a figure from the text before is inferred: it names none. */
function inTheArticle(words: string, says: string, changed: string): LineageHop {
	return {
		date: '2025-11-27',
		publisher: 'Bitget',
		words,
		paraphrased: false,
		inferred: true,
		says,
		changed,
		source: 'https://www.bitgetapp.com/en/amp/news/detail/12560605084799'
	};
}

const ZKSYNC_OS_PAGE =
	'matter-labs/zksync-docs content/00.zksync-network/65.zksync-os/00.index.md (added on that day)';

/** A sentence of the project’s documentation. */
function inTheDocuments(
	hop: Pick<LineageHop, 'words' | 'says' | 'changed'> & Partial<LineageHop>
): LineageHop {
	return {
		date: '2025-10-09',
		publisher: 'ZKsync documentation',
		paraphrased: false,
		inferred: false,
		source: ZKSYNC_OS_PAGE,
		...hop
	};
}

const TO_THE_TITLE_OF_ATLAS: readonly LineageHop[] = [
	inTheDocuments({
		words: 'sustained >15K TPS in ERC-20 transfer benchmarks',
		says: 'how many transfers of one ERC-20 contract the sequencer of the ZKsync OS developer preview executes in a benchmark',
		changed: null
	}),
	{
		date: '2025-10',
		publisher: 'ZKsync blog',
		words: 'the ZK Stack’s Atlas upgrade: beyond 15K TPS with one-second ZK finality',
		paraphrased: false,
		inferred: false,
		says: 'what a release of the stack reaches',
		changed: 'the title has neither “benchmarks” nor “ERC-20”',
		source: 'https://zksync.mirror.xyz/XrlYJN9SUbOtRn9nyqrfPyaAqot--PlUcnSRK_OF1Bs'
	}
];

/** Where the figures of the article come from, by claim, as far as a source was found for each step. */
export const LINEAGE = {
	'zksync-atlas-15000-tps': [
		...TO_THE_TITLE_OF_ATLAS,
		inTheArticle(
			'achieved 15,000 TPS',
			'a rate that an upgrade has reached',
			'no benchmark, no kind of transaction and no test network is named any more'
		)
	],
	'zksync-atlas-can-handle-15000-tps': [
		...TO_THE_TITLE_OF_ATLAS,
		inTheArticle(
			'can handle more than 15,000 transactions per second',
			'what a sequencer is able to do',
			'no benchmark, no kind of transaction and no test network is named any more'
		)
	],
	'zksync-confirmation-250-500-ms': [
		inTheDocuments({
			words: 'sub-second inclusion, typically 250–500 ms',
			says: 'how long the sequencer takes to include a transaction, its own word and no finality',
			changed: null
		}),
		inTheArticle(
			'reduce transaction confirmation times to just 250–500 milliseconds',
			'how long a confirmation takes',
			'“inclusion” has become “confirmation”'
		)
	],
	'zksync-transfer-0-0001-usd': [
		inTheDocuments({
			words: 'proving an ERC-20 transfer costs roughly $0.0001',
			says: 'the prover’s computing alone, without data, verification on Ethereum or the operator’s margin',
			changed: null
		}),
		inTheDocuments({
			date: '2025-10-16',
			words: 'transaction costs drop to $0.0001',
			says: 'what a transaction costs',
			changed: 'the cost of a proof has become the cost of a transaction',
			source: 'matter-labs/zksync-docs content/10.zk-stack/15.components/15.server.md'
		}),
		inTheDocuments({
			date: '2025-10-16',
			words: 'reduces transaction fees to $0.0001',
			says: 'what a user pays for a transaction',
			changed: 'the cost has become a fee',
			source: 'matter-labs/zksync-docs content/10.zk-stack/10.zk-chains.md'
		}),
		inTheArticle(
			'$0.0001 per transfer costs via RISC-V-based zkVM',
			'what a transfer costs; to whom is not said',
			'the prover is named again, and “proving” is not'
		)
	],
	'zksync-tvl-3-5-billion': [
		{
			date: '2025-11',
			publisher: 'AInvest',
			words:
				'ZK rollups, including ZKsync, StarkNet and Scroll, collectively account for $3.5 billion',
			paraphrased: false,
			inferred: false,
			says: 'the value locked in ZK rollups together',
			changed: null,
			source: 'ainvest.com, “…surge-layer-2-adoption-2511”'
		},
		inTheArticle(
			"ZKsync's TVL reached $3.5B by 2025",
			'the value locked in ZKsync',
			'the total of a sector has become the value of one of its members'
		)
	],
	'fusaka-30000-tps': [
		{
			date: null,
			publisher: 'Bitget, other texts on the same upgrade',
			words: 'Atlas achieved 30,000',
			paraphrased: false,
			inferred: true,
			says: 'what Atlas itself has reached. No official source of the figure was found, and which of these texts was first is not known',
			changed: null,
			source: 'Bitget and AInvest, texts made by machine on the same upgrade'
		},
		inTheArticle(
			'is expected to double ZKsync’s capacity to 30,000 TPS',
			'what the network will be able to do after the Fusaka upgrade',
			'what Atlas was said to have reached is expected of another upgrade'
		)
	],
	'ethereum-fees-down-70-percent': [
		{
			date: null,
			publisher: 'AInvest',
			words: 'slashed gas costs by 70% since 2023',
			paraphrased: false,
			inferred: false,
			says: 'what an upgrade did to gas costs; neither base nor window is given',
			changed: null,
			source: 'AInvest, by a secondary source'
		},
		inTheArticle(
			'fees on Ethereum’s mainnet have fallen by 70% since 2023',
			'how far fees on Ethereum have fallen',
			'the subject is Ethereum’s mainnet now; base and window are still not given'
		)
	]
} as const satisfies Record<string, readonly LineageHop[]>;
