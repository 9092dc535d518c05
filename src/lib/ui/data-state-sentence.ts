import { formatDay, formatMinute } from '#lib/domain/format/time.ts';
import { DAY } from '#lib/domain/time.ts';

/** A state in which a part of a page can be: a sign, a word, a line and a sentence, each of which no other state has. */
export interface StateWords {
	readonly kind: string;
	/** One character that stands for it where there is no room for words. */
	readonly sign: string;
	readonly word: string;
	/** In plain words what is so, whose doing it is, and what it means for what is shown. */
	readonly sentence: string;
	/** Since when, ISO 8601, where that is known. */
	readonly since: string | null;
}

/** A chain that was not looked at lately, or never. */
export interface BehindChain {
	readonly name: string;
	readonly state: 'late' | 'stale' | 'ahead' | 'never';
	/** When its head was seen last, by a clock that may be off; null where it never was. */
	readonly seenAt: string | null;
	/** How many endpoints were asked for it, where it was never seen. */
	readonly endpoints: number;
}

/** What is known of the data as a whole: which chains are expected, and which of them are behind. */
export interface DataState {
	/** Chains that are expected in this database. */
	readonly chains: number;
	readonly behind: readonly BehindChain[];
}

/** Names in a sentence: "A", "A and B", "A, B and 3 more". */
function namesOf(chains: readonly BehindChain[]): string {
	const names = chains.map(({ name }) => name);
	if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const wasOrWere = (chains: readonly BehindChain[]) => (chains.length === 1 ? 'was' : 'were');

/** The latest time at which one of these chains was seen. */
function lastSeen(chains: readonly BehindChain[]): string | null {
	return chains.map(({ seenAt }) => seenAt).reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null);
}

/**
 * The state of the data as a whole, in words: where nothing was collected, where nobody collects any more, and which
 * chains are behind. A chain that stands still is none of these: it was looked at.
 */
export function dataStateWords({ chains, behind }: DataState): StateWords {
	const of = (state: BehindChain['state']) => behind.filter((each) => each.state === state);
	const [never, stale, late, ahead] = [of('never'), of('stale'), of('late'), of('ahead')];
	if (never.length === chains)
		return {
			kind: 'never',
			sign: '○',
			word: 'Nothing collected yet',
			sentence: 'No block has been collected yet, so no figure is shown as measured.',
			since: null
		};
	if (stale.length > 0 && stale.length + never.length === chains)
		return {
			kind: 'outage',
			sign: '⊗',
			word: 'Not collecting',
			sentence:
				'No chain has been looked at for more than two hours. That is our doing and not the chains’: the collector stands still, or reaches no endpoint. What is shown is what we had.',
			since: lastSeen(stale)
		};
	if (stale.length > 0)
		return {
			kind: 'stale',
			sign: '◔',
			word: 'Stale',
			sentence: `${namesOf(stale)} ${wasOrWere(stale)} not looked at for more than two hours: figures there end early. The other chains go on.`,
			since: lastSeen(stale)
		};
	if (ahead.length > 0)
		return {
			kind: 'clock_off',
			sign: '±',
			word: 'Clock off',
			sentence: `The newest time of ${namesOf(ahead)} lies ahead of this server’s clock: that clock is off, or a node’s is. How old the data is cannot be told there.`,
			since: null
		};
	if (late.length > 0)
		return {
			kind: 'late',
			sign: '◑',
			word: 'Late',
			sentence: `${namesOf(late)} ${wasOrWere(late)} not looked at for more than ten minutes: the newest blocks may be missing.`,
			since: lastSeen(late)
		};
	if (never.length > 0) return unknownHead(never);
	return {
		kind: 'fresh',
		sign: '●',
		word: 'Fresh',
		sentence: 'Every chain was looked at within the last ten minutes.',
		since: null
	};
}

function unknownHead(chains: readonly BehindChain[]): StateWords {
	const asked = chains.reduce((sum, { endpoints }) => sum + endpoints, 0);
	const who =
		asked === 0
			? 'no endpoint has been asked for it'
			: asked === 1
				? 'the only endpoint that is asked has not told it, and there is none to ask instead'
				: `none of ${asked} endpoints has told it`;
	return {
		kind: 'unknown_head',
		sign: '?',
		word: 'Head unknown',
		sentence: `It is not known how far ${namesOf(chains)} ${chains.length === 1 ? 'is' : 'are'}: ${who}. Nothing is measured there.`,
		since: null
	};
}

/** What is said where there is no article, and so nothing to measure. */
export const NO_ARTICLES: StateWords = {
	kind: 'empty',
	sign: '∅',
	word: 'No claims yet',
	sentence:
		'No article is loaded, so there is nothing to measure. “claimgauge article import” drafts one from a saved page or an address.',
	since: null
};

/**
 * What is said where blocks are there and no claim has a figure yet. `first` is when the first window will be covered
 * enough, ISO 8601, or null where that is not known; `at` is the time of the last data.
 */
export function collectingWords(at: string, first: string | null): StateWords {
	const due =
		first === null
			? 'When the first will be there is not known.'
			: `The first is due about ${timeBy(first, at)}, if collecting goes on.`;
	return {
		kind: 'collecting',
		sign: '…',
		word: 'Collecting',
		sentence: `Blocks are being collected, and no claim has a figure to stand beside it yet. ${due}`,
		since: null
	};
}

/** A time to the minute where it is near, else the day: nobody knows the minute of a day that is weeks away. */
export function timeBy(time: string, from: string): string {
	const [then, now] = [Date.parse(time) / 1000, Date.parse(from) / 1000];
	return then - now < 2 * DAY ? formatMinute(then) : formatDay(then);
}
