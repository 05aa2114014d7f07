/** What a reader calls the response at a place: A, B … Z, AA, AB … A letter says where it stood, never which it is. */
export function letterOf(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letterOf(Math.floor(place / 26) - 1) + last;
}
