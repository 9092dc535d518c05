import { isRpcError } from '../../rpc/errors.ts';
import { subscribeToHeads } from '../../rpc/head-subscription.ts';

/** Whether a WebSocket takes a subscription to new heads, as `doctor --json` prints it. */
export interface HeadSocketCheckup {
	readonly host: string;
	readonly tells_heads: boolean;
	/** Why not. */
	readonly error: string | null;
}

/** Subscribe to new heads and leave again. Rejects with the signal’s reason; what the endpoint does wrong is in the answer. */
export async function checkHeadSocket(
	url: string,
	chainId: number,
	signal: AbortSignal
): Promise<HeadSocketCheckup> {
	const { host } = new URL(url);
	try {
		const subscription = await subscribeToHeads(url, { chainId, signal, onHead: () => undefined });
		subscription.close();
		return { host, tells_heads: true, error: null };
	} catch (error) {
		if (!isRpcError(error)) throw error;
		return { host, tells_heads: false, error: error.detail };
	}
}
