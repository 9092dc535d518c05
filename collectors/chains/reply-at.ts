import type { Reply } from '../rpc/json-rpc.ts';

/** The reply to the `index`th call of a piece. */
export function replyAt(replies: readonly Reply[], index: number): Reply {
	const reply = replies[index];
	if (!reply) throw new Error(`a request was settled without its reply ${index}`);
	return reply;
}
