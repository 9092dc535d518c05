/**
 * A text from elsewhere as every engine can store it: PostgreSQL has no place for the character U+0000,
 * and half a surrogate pair is no UTF-8. Both become U+FFFD.
 */
export function storableText<Text extends string | null>(text: Text): Text {
	return (text?.toWellFormed().replaceAll('\0', '\u{FFFD}') ?? null) as Text;
}
