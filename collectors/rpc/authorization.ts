/** The header that user name and password of a URL stand for; none where it has neither. */
export function authorization(url: URL): { authorization?: string } {
	if (url.username === '' && url.password === '') return {};
	const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
	return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}
