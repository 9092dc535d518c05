import { blockCount } from '#lib/domain/block-range.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { PassEvent } from '../jobs/pass.ts';

/** What commands tell of beside the events of a pass. */
export type CommandEvent =
	| PassEvent
	| { readonly event: 'locked'; readonly chain: number }
	| {
			readonly event: 'pass';
			readonly chain: number;
			readonly outcome: string;
			readonly detail: string | null;
	  }
	| { readonly event: 'failed'; readonly chain: number; readonly detail: string }
	| { readonly event: 'judged'; readonly claims: number; readonly changed: number };

/** One event as a line: a sentence for people, or one JSON object. */
export function eventLine(event: CommandEvent, asJson: boolean): string {
	return asJson ? JSON.stringify(event) : sentence(event);
}

function sentence(event: CommandEvent): string {
	if (event.event === 'judged')
		return `Judged ${event.claims} claims; ${event.changed} verdicts are new.`;
	const name = chainById(event.chain).name;
	const count = (n: number) => n.toLocaleString('en-GB');
	switch (event.event) {
		case 'head':
			return `${name}: head is block ${event.head}; ${count(event.missing)} blocks are missing.`;
		case 'behind':
			return `${name}: the endpoint is at block ${event.head}, behind ${event.stored} which is stored; nothing is dropped.`;
		case 'reorganised':
			return `${name}: reorganised; blocks above ${event.above} are collected again.`;
		case 'collected':
			return `${name}: ${event.kind === 'fee' ? 'fees' : 'blocks'} ${event.from}–${event.to} stored (${count(blockCount(event))}); ${count(event.left)} to go.`;
		case 'missing':
			return `${name}: ${event.kind === 'fee' ? 'fees of ' : ''}blocks ${event.from}–${event.to} could not be had (${event.reason}): ${event.detail}`;
		case 'locked':
			return `${name}: locked: another pass is collecting it; nothing to do.`;
		case 'pass':
			return `${name}: pass ${event.outcome}${event.detail ? `: ${event.detail}` : ''}.`;
		case 'failed':
			return `${name}: pass failed: ${event.detail}`;
	}
}
