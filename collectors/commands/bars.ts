import { blockCount } from '#lib/domain/block-range.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { CollectedKind, PassEvent } from '../jobs/pass.ts';
import { count, duration, leftText } from './quantities.ts';
import type { Terminal } from './terminal.ts';

type Moved = Extract<PassEvent, { event: 'head' | 'collected' }>;

/** Lines of a terminal that stay below all others: how far each chain is. */
export interface Bars {
	update(event: Moved): void;
	/** Write a line above the bars. */
	log(line: string): void;
	/** Draw for the last time; the bars stay where they are. */
	end(): void;
}

interface ChainBar {
	readonly name: string;
	head: number;
	readonly missing: Record<CollectedKind, number>;
	/** Facts of all kinds stored since something has been missing. */
	done: number;
	/** What was stored in the last while, and when. */
	readonly recent: { readonly at: number; readonly kind: CollectedKind; readonly stored: number }[];
	readonly since: number;
}

const REDRAW_MS = 100;
/** A pace is what was stored in this time: commits come seconds apart. */
const PACE_MS = 20_000;
const BAR_CELLS = 24;

/** A bar a chain, drawn when something moves. `now` in milliseconds, from whenever. */
export function createBars(terminal: Terminal, now: () => number): Bars {
	const chains = new Map<number, ChainBar>();
	let drawn = 0;
	let drawnAt = -Infinity;

	function draw(above = ''): void {
		const width = Math.max(...[...chains.values()].map(({ name }) => name.length));
		const lines = [...chains.values()].map((chain) => barLine(chain, width, terminal, now()));
		const back = drawn > 0 ? `\x1b[${drawn}A\x1b[J` : '';
		terminal.write(`${back}${above}${lines.map((line) => `${line}\n`).join('')}`);
		drawn = lines.length;
		drawnAt = now();
	}

	return {
		update(event) {
			const chain = chains.get(event.chain) ?? {
				name: chainById(event.chain).name,
				head: 0,
				missing: { block: 0, fee: 0, batch: 0 },
				done: 0,
				recent: [],
				since: now()
			};
			chains.set(event.chain, chain);
			follow(chain, event, now());
			if (now() - drawnAt >= REDRAW_MS || drawn < chains.size) draw();
		},
		log: (line) => draw(`${line}\n`),
		end: () => draw()
	};
}

function follow(chain: ChainBar, event: Moved, now: number): void {
	if (event.event === 'head') {
		chain.head = event.head;
		chain.missing.block = event.missing;
		chain.missing.fee = event.feesMissing;
		chain.missing.batch = event.batchesMissing;
		if (leftOf(chain) === 0) chain.done = 0;
		return;
	}
	chain.missing[event.kind] = event.left;
	chain.done += blockCount(event);
	chain.recent.push({ at: now, kind: event.kind, stored: blockCount(event) });
	while (chain.recent[0] && now - chain.recent[0].at > PACE_MS) chain.recent.shift();
}

function leftOf({ missing }: ChainBar): number {
	return missing.block + missing.fee + missing.batch;
}

function barLine(chain: ChainBar, nameWidth: number, terminal: Terminal, now: number): string {
	const name = chain.name.padEnd(nameWidth);
	const fit = (text: string): string => text.slice(0, Math.max(0, terminal.columns() - 1));
	const left = leftOf(chain);
	if (left === 0) return fit(`${name}  head ${chain.head}; nothing is missing`);
	const share = chain.done / (chain.done + left);
	const filled = Math.floor(share * BAR_CELLS);
	const percent = `${Math.floor(share * 100)} %`.padStart(5);
	const text = leftText({
		blocks_missing: chain.missing.block,
		fees_missing: chain.missing.fee,
		batches_missing: chain.missing.batch
	});
	const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
	const line = fit(`${name}  ${bar} ${percent}  ${text} to go${paceText(chain, now)}`);
	return line.replace(/█+/, (cells) => terminal.paint('cyan', cells));
}

function paceText({ missing, recent, since }: ChainBar, now: number): string {
	const kind = missing.block > 0 ? 'block' : missing.fee > 0 ? 'fee' : 'batch';
	const stored = recent.reduce((sum, each) => sum + (each.kind === kind ? each.stored : 0), 0);
	const seconds = Math.min(PACE_MS, now - since) / 1_000;
	if (stored === 0 || seconds === 0) return '';
	const rate = stored / seconds;
	const unit = kind === 'batch' ? 'batches' : 'blocks';
	return `; ${count(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} ${unit}/s, about ${duration(missing[kind] / rate)} left`;
}
