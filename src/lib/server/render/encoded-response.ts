import { acceptedEncoding, encode, encodedHeaders, isWorthEncoding } from './encodings.ts';

/** The same answer in the best encoding that the client takes. One that has an encoding, or is none of texts, goes through. */
export async function encodedResponse(request: Request, response: Response): Promise<Response> {
	const { status, headers } = response;
	if (!response.body || headers.has('content-encoding') || headers.has('vary')) return response;
	if (!isWorthEncoding(headers.get('content-type'), Infinity)) return response;
	const encoding = acceptedEncoding(request.headers.get('accept-encoding'));
	const body = new Uint8Array(await response.arrayBuffer());
	const isWorth = isWorthEncoding(headers.get('content-type'), body.byteLength);
	if (!isWorth) return new Response(body, { status, headers });
	const sent = encoding === null ? body : encode(encoding, body);
	return new Response(sent, {
		status,
		headers: encodedHeaders(headers, encoding, sent.byteLength)
	});
}
