import type { Job } from '../rpc/endpoint-pool.ts';
import { replyAt } from './reply-at.ts';

/** A job whose pieces are null too, where the first endpoint that answers has none of what was asked for. */
export function orNone<Value>(job: Job<Value>): Job<Value | null> {
	return {
		...job,
		decode: (replies, index, source) => {
			const reply = replyAt(replies, 0);
			return reply.ok && reply.value === null ? null : job.decode(replies, index, source);
		}
	};
}
