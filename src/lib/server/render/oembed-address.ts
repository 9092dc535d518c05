/** The address at which a consumer finds the answer for one of this site's addresses. */
export function oembedUrl(siteUrl: string, address: string, format: 'json' | 'xml'): string {
	return `${siteUrl}/oembed?${new URLSearchParams({ url: address, format }).toString()}`;
}

/** The links by which a page of this site tells where that answer is, by their type. */
export function oembedLinks(address: string, siteUrl: string): Readonly<Record<string, string>> {
	return {
		'application/json+oembed': oembedUrl(siteUrl, address, 'json'),
		'text/xml+oembed': oembedUrl(siteUrl, address, 'xml')
	};
}
