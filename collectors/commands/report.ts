import { blockCount, type FactKind } from '#lib/domain/block-range.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { BackfillEvent } from '../jobs/backfill.ts';
import type { DroppedEvent } from '../jobs/drop-old-facts.ts';
import type { PassEvent } from '../jobs/pass.ts';
import type { HeadNewsEvent } from '../rpc/head-news.ts';
import { createBars, type Bars } from './bars.ts';
import type { CommandContext } from './command.ts';
import { createProgress, type ProgressEvent } from './progress.ts';
import { blocks, count, duration, leftText } from './quantities.ts';
import type { Terminal } from './terminal.ts';

/** What commands tell of beside the events of a pass. */
export type CommandEvent =
	| PassEvent
	| BackfillEvent
	| DroppedEvent
	| (HeadNewsEvent & { readonly chain: number })
	| {
			readonly event: 'locked';
			readonly chain: number;
			/** Whether the other pass fills what was asked for here, since it is wanted. */
			readonly takes_over?: boolean;
	  }
	| {
			readonly event: 'pass';
			readonly chain: number;
			readonly outcome: string;
			readonly detail: string | null;
	  }
	| { readonly event: 'failed'; readonly chain: number; readonly detail: string }
	| { readonly event: 'judge_failed'; readonly detail: string }
	| {
			readonly event: 'judged';
			readonly claims: number;
			readonly changed: number;
			/** Left alone, since a later verdict is stored. */
			readonly skipped: number;
	  };

type PrintedEvent = Exclude<CommandEvent, { event: 'head' | 'collected' }> | ProgressEvent;

export interface ReporterOptions {
	write(line: string): void;
	/** One JSON object a line instead of sentences. */
	readonly asJson: boolean;
	/** Between two lines of progress about one chain. */
	readonly everyMs: number;
	/** Bars in place of lines of progress, and everything else above them. */
	readonly bars?: Bars | null;
	readonly paint?: Terminal['paint'];
	/** Milliseconds, from whenever. */
	now(): number;
}

/** Tells of events as they come. */
export interface Reporter {
	report(event: CommandEvent): void;
	/** Nothing more is told: progress stays as it is. */
	end(): void;
}

/** How lines look on a terminal that something went wrong in. */
const STYLES: Partial<Record<PrintedEvent['event'], 'red' | 'yellow'>> = {
	failed: 'red',
	judge_failed: 'red',
	missing: 'yellow',
	withheld: 'yellow',
	no_batches: 'yellow',
	no_settlement: 'yellow',
	no_price: 'yellow',
	no_observation: 'yellow',
	no_fee_history: 'yellow',
	no_forks: 'yellow',
	pruned: 'yellow',
	no_blocks: 'yellow',
	heads_untold: 'yellow',
	stalled: 'yellow'
};

/** What was said is said again after this, if it is still so. */
const REMIND_MS = 3_600_000;

/**
 * Prints what matters of what happens: progress of a chain in one line every so often and only where something moved,
 * and everything else at once, but the same thing once an hour: a gap that stays is met by every pass.
 */
export function createReporter(options: ReporterOptions): Reporter {
	const { asJson, now, bars } = options;
	const progress = createProgress(options.everyMs, now);
	const said = new Map<string, number>();
	const write = bars ? bars.log : options.write;
	const print = (event: PrintedEvent): void => {
		const line = eventLine(event, asJson);
		const style = STYLES[event.event];
		write(style && options.paint ? options.paint(style, line) : line);
	};

	function isRepeated(event: PrintedEvent): boolean {
		const key = keyOf(event);
		if (key === null) return false;
		for (const [each, at] of said) if (now() - at >= REMIND_MS) said.delete(each);
		if (said.has(key)) return true;
		said.set(key, now());
		return false;
	}

	return {
		report(event) {
			if (event.event === 'head' || event.event === 'collected') {
				if (bars) return bars.update(event);
				const line = progress(event);
				if (line) print(line);
			} else if (!isRepeated(event)) print(event);
		},
		end: () => bars?.end()
	};
}

/**
 * The reporter of a command: bars on a terminal unless `plain` says lines, one JSON object a line elsewhere or with
 * `json`.
 */
export function reporterOf(
	{ write, terminal }: Pick<CommandContext, 'write' | 'terminal'>,
	{ json, plain }: { readonly json: boolean; readonly plain: boolean },
	everyMs: number
): Reporter {
	const now = (): number => performance.now();
	const asJson = json || !terminal;
	const bars = asJson || plain || !terminal.isLive ? null : createBars(terminal, now);
	const paint = asJson ? {} : { paint: terminal.paint };
	return createReporter({ write, asJson, everyMs, bars, now, ...paint });
}

/** What makes two events the same thing; null for one that is news every time. */
function keyOf(event: PrintedEvent): string | null {
	switch (event.event) {
		case 'missing':
			return [event.chain, event.kind, event.from, event.to, event.reason, event.detail].join(' ');
		case 'no_price':
			return [event.chain, event.feed, event.detail].join(' ');
		case 'no_observation':
			return [event.chain, event.subject, event.detail].join(' ');
		case 'no_batches':
		case 'no_settlement':
		case 'no_fee_history':
		case 'no_forks':
			return [event.chain, event.event, event.detail].join(' ');
		case 'withheld':
			return [event.chain, event.kind, event.detail].join(' ');
		case 'lagging':
		case 'heads_told':
			return [event.chain, event.event, event.host].join(' ');
		case 'heads_untold':
			return [event.chain, event.host, event.detail].join(' ');
		case 'behind':
		case 'locked':
			return `${event.chain} ${event.event}`;
		default:
			return null;
	}
}

/** One event as a line: a sentence for people, or one JSON object. */
export function eventLine(event: PrintedEvent, asJson: boolean): string {
	return asJson ? JSON.stringify(event) : sentence(event);
}

const KIND_WORDS: Readonly<Record<FactKind, string>> = {
	block: 'blocks',
	fee: 'fees of blocks',
	batch: 'batches',
	settlement: 'batches’ steps in blocks of Ethereum'
};

function sentence(event: PrintedEvent): string {
	if (event.event === 'judged')
		return `Judged ${event.claims} claims; ${event.changed} verdicts are new${event.skipped > 0 ? `, ${event.skipped} were left alone, since a later one is stored` : ''}.`;
	if (event.event === 'judge_failed') return `The judge failed: ${event.detail}`;
	const name = chainById(event.chain).name;
	switch (event.event) {
		case 'progress':
			return `${name}: ${progressText(event)}`;
		case 'behind':
			return `${name}: the endpoint is at block ${event.head}, behind ${event.stored} which is stored; nothing is dropped.`;
		case 'reorganised':
			return `${name}: reorganised; blocks above ${event.above} are collected again.`;
		case 'missing':
			return `${name}: ${KIND_WORDS[event.kind]} ${event.from}–${event.to} (${count(blockCount(event))}) could not be had (${event.reason}): ${event.detail}`;
		case 'lagging':
			return `${name}: ${event.host} lags and is left alone: ${event.detail}`;
		case 'stalled':
			return `${name}: the head has not moved since ${event.time}, block ${event.head}, as ${event.endpoints === 1 ? 'one endpoint says' : `${event.endpoints} endpoints say`}: the chain stands still, or they do.`;
		case 'moving':
			return `${name}: the head moves again: block ${event.head} of ${event.time}; it had not moved since ${event.since}.`;
		case 'heads_told':
			return `${name}: ${event.host} tells of new heads; they are not waited for.`;
		case 'heads_untold':
			return `${name}: nothing is told of new heads: ${event.detail}.`;
		case 'disagreement':
			return `${name}: endpoints disagree: ${event.detail}`;
		case 'no_batches':
			return `${name}: it is not known which batches there are: ${event.detail}`;
		case 'settled':
			return `${name}: ${event.steps} steps of batches in blocks ${event.from}–${event.to} of Ethereum; ${event.left > 0 ? `${blocks(event.left)} of it to go` : 'nothing is missing'}.`;
		case 'no_settlement':
			return `${name}: what its batches do on Ethereum is not collected: ${event.detail}`;
		case 'withheld':
			return `${name}: ${KIND_WORDS[event.kind]} are not collected: ${event.detail}`;
		case 'no_price':
			return `${name}: no price from ${event.feed}: ${event.detail}`;
		case 'no_observation':
			return `${name}: no answer for ${event.subject}: ${event.detail}`;
		case 'no_forks':
			return `${name}: forks: ${event.detail}`;
		case 'fee_history':
			return `${name}: fee histories of ${event.hours === 1 ? '1 hour' : `${count(event.hours)} hours`} are stored; ${event.left === 0 ? 'none that readings ask for is missing' : `${count(event.left)} more are asked for`}.`;
		case 'no_fee_history':
			return `${name}: no fee history of ${event.from} to ${event.to}: ${event.detail}`;
		case 'range':
			return `${name}: blocks ${event.from}–${event.to} (${count(blockCount(event))}) are wanted, with their fees${event.batches ? ` and batches ${event.batches.from}–${event.batches.to}` : ''}.`;
		case 'pruned':
			return `${name}: the endpoint has no block before ${event.oldest}: name one that has in CLAIMGAUGE_RPC_${event.chain}.`;
		case 'no_blocks':
			return `${name}: no block of that time is to be had; the newest is ${event.newest} of ${event.newest_time}.`;
		case 'backfilled':
			return `${name}: blocks ${event.from}–${event.to}: ${leftText(event) ? `${leftText(event)} could not be had; the same command tries again` : 'all is stored'}.`;
		case 'dropped':
			return `${name}: ${droppedText(event)}`;
		case 'locked':
			return `${name}: locked: another pass is collecting it${event.takes_over ? ', and takes this range in its turn' : '; nothing to do'}.`;
		case 'pass':
			return `${name}: pass ${event.outcome}${event.detail ? `: ${event.detail}` : ''}.`;
		case 'failed':
			return `${name}: pass failed: ${event.detail}`;
	}
}

function progressText(event: ProgressEvent): string {
	const left = leftText(event);
	const pace =
		event.blocks_per_second === null
			? ''
			: `; ${count(Math.round(event.blocks_per_second))} blocks/s`;
	const time = event.seconds_left === null ? '' : `, about ${duration(event.seconds_left)} left`;
	return `head ${event.head}; ${left ? `${left} to go` : 'nothing is missing'}${pace}${time}.`;
}

function droppedText(event: DroppedEvent): string {
	const hours = (number: number) => (number === 1 ? '1 hour' : `${count(number)} hours`);
	const parts = [
		event.hours > 0
			? `${blocks(event.blocks)} and ${count(event.fees)} fees of ${hours(event.hours)} before ${event.before} were dropped, their sums by the hour stay`
			: '',
		event.rollup_hours > 0 ? `the sums of ${hours(event.rollup_hours)} were dropped too` : '',
		event.waiting > 0 ? `waiting for what is missing: ${hours(event.waiting)} as old` : '',
		event.bytes > 0 ? `given back: ${count(Math.round(event.bytes / 1e3))} kB` : ''
	];
	return `${parts.filter(Boolean).join('; ')}.`;
}
