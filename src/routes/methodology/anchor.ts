/** The anchor of a heading: "Gates, in their order" is at `#gates-in-their-order`. */
export function anchor(title: string): string {
	return title
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '');
}
