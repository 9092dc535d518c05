/**
 * What a failure says that ends one step of a pass, is told, and ends nothing else. Throws again what is none: the stop
 * that was asked for, and defects of our own code, which no answer of a node can be and nobody must read as one.
 */
export function failureDetail(error: unknown, signal: AbortSignal): string {
	if (signal.aborted && error === signal.reason) throw error;
	const isDefect = error instanceof TypeError || error instanceof ReferenceError;
	if (isDefect || !(error instanceof Error)) throw error;
	return error.message;
}
