import { setTimeout as sleep } from 'node:timers/promises';
import type { CollectorSettings } from '#lib/domain/settings.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { EndpointRecord } from '#lib/server/store/ports/endpoints.ts';
import { openReader } from '#lib/server/store/open.ts';
import { publicEndpoints } from '../chains/endpoints.ts';
import { redactorFor } from '../rpc/redact.ts';
import type { CommandContext } from './command.ts';

/** An endpoint of the settings, and the part of its address that may be shown. */
interface NamedEndpoint {
	readonly chainId: number;
	readonly url: string;
	readonly host: string;
}

/** An endpoint that was tried and how it failed; null detail when nothing was heard of it at all. */
export type FailedEndpoint = Pick<EndpointRecord, 'chainId' | 'host' | 'detail'>;

const PATIENCE_SECONDS = 20;
/** Before this even a failure of every endpoint may be a network that is only just coming up. */
const LEAST_SECONDS = 8;
const LOOK_EVERY_MS = 500;
const ASK_EVERY_MS = 60_000;
const ANSWER_MS = 10_000;

/**
 * Look at what the collector has met since `startedAt`. Resolves with null as soon as an endpoint has
 * answered, the database holds a fact or the signal aborts; with every endpoint and how it failed when
 * none has answered for 20 s, or all have failed and 8 s are over.
 */
export async function findUnreachable(
	settings: CollectorSettings,
	startedAt: UnixSeconds,
	{ signal, now }: Pick<CommandContext, 'signal' | 'now'>
): Promise<readonly FailedEndpoint[] | null> {
	const named = namedEndpoints(settings);
	const reader = await openReader(settings.databaseUrl);
	try {
		while (!signal.aborted) {
			if (await reader.hasFacts()) return null;
			const met = (await reader.getEndpoints()).filter(
				(record) => record.checkedAt >= startedAt && settings.chains.includes(record.chainId)
			);
			if (met.some((record) => record.ok)) return null;
			const failed = named.map(
				({ chainId, host }): FailedEndpoint =>
					met.find((record) => record.chainId === chainId && record.host === host) ?? {
						chainId,
						host,
						detail: null
					}
			);
			const waited = now() - startedAt;
			const all = failed.every(({ detail }) => detail !== null);
			if (waited >= PATIENCE_SECONDS || (all && waited >= LEAST_SECONDS)) return failed;
			await pause(LOOK_EVERY_MS, signal);
		}
		return null;
	} finally {
		await reader.close();
	}
}

/** Every minute, ask each configured endpoint for its chain id, and say what came of it. */
export async function reportPublicEndpoints(
	settings: CollectorSettings,
	context: Pick<CommandContext, 'write'>,
	signal: AbortSignal
): Promise<void> {
	const named = namedEndpoints(settings);
	while (await pause(ASK_EVERY_MS, signal)) {
		const answers = await Promise.all(named.map((endpoint) => complaintOf(endpoint, signal)));
		if (signal.aborted) return;
		const answering = named.filter((_, index) => answers[index] === null);
		context.write(
			answering.length > 0
				? `public endpoints: ${answering.map(({ host }) => host).join(', ')} ${answering.length === 1 ? 'answers' : 'answer'} now; this goes on as the demo: end it and run "npm start" again to collect from there`
				: `public endpoints: none of ${named.length} answers yet (${named[0]?.host ?? 'none configured'}: ${answers[0] ?? ''}); this goes on as the demo`
		);
	}
}

function namedEndpoints(settings: CollectorSettings): NamedEndpoint[] {
	return settings.chains.flatMap((chainId) =>
		(settings.endpoints.get(chainId) ?? publicEndpoints(chainId)).map((url) => ({
			chainId,
			url,
			host: new URL(url).host
		}))
	);
}

/** Why an endpoint is of no use now, without its address; null when it is. */
async function complaintOf(endpoint: NamedEndpoint, signal: AbortSignal): Promise<string | null> {
	try {
		const answer = await fetch(endpoint.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }),
			signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)])
		});
		if (!answer.ok) return `HTTP ${answer.status}`;
		const { result } = (await answer.json()) as { result?: unknown };
		return Number(result) === endpoint.chainId ? null : 'it answered without this chain’s id';
	} catch (error) {
		const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		const text = cause instanceof Error ? cause.message : String(cause);
		return redactorFor(new URL(endpoint.url))(text);
	}
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
	try {
		await sleep(milliseconds, undefined, { signal });
		return true;
	} catch (error) {
		if (signal.aborted) return false;
		throw error;
	}
}
